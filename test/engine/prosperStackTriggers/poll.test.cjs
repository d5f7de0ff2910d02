const { idsOf, sleep, triggerTests } = require('./support.cjs');

const ps = triggerTests();

/** A trigger that has polled once. */
async function started(parameters) {
	const trigger = ps.pollingTrigger(parameters);
	expect(await trigger.poll()).toBeNull();
	ps.sandbox.clearRequests();
	return trigger;
}

describe('a poll', () => {
	test('the first brings nothing', async () => {
		expect(await ps.pollingTrigger().poll()).toBeNull();
	});

	test('what is new comes once, in the order of time', async () => {
		const trigger = await started();
		const fired = [];
		for (let i = 0; i < 3; i++) {
			fired.push(...(await ps.miss()));
			await sleep(3);
		}
		const items = await trigger.poll();
		expect(idsOf(items)).toEqual(fired);
		expect(await trigger.poll()).toBeNull();
		const { event, created_at, data } = ps.event(fired[0]);
		const { created_at: session_created_at, ...session } = data;
		expect(items[0]).toEqual({
			event,
			event_id: fired[0],
			created_at,
			...session,
			session_created_at,
		});
	});

	test('nothing new costs one request', async () => {
		const trigger = await started();
		await trigger.poll();
		expect(ps.reads()).toEqual(['list']);
		expect(ps.sandbox.requests()[0].query).toEqual({ after_id: expect.any(String), limit: '100' });
	});

	test.each(['oldestFirst', 'newestFirst', 'mixed'])(
		'over several pages, %s',
		async (eventOrder) => {
			ps.sandbox.setOptions({ eventOrder });
			const trigger = await started();
			const fired = await ps.miss(250);
			await sleep(3);
			fired.push(...(await ps.miss()));
			const items = await trigger.poll();
			expect(items).toHaveLength(251);
			expect(items.at(-1).event_id).toBe(fired.at(-1));
			expect(new Set(idsOf(items))).toEqual(new Set(fired));
			expect(await trigger.poll()).toBeNull();
		},
	);

	test('filters, and simplified', async () => {
		const trigger = await started({
			output: 'simplified',
			events: ['flow_session_completed'],
			filters: { status: ['saved'] },
		});
		await ps.miss(2, { event: 'flow_session_started' });
		await ps.miss(2, { session: { status: 'canceled' } });
		const fired = await ps.miss(2, { session: { status: 'saved' } });
		const items = await trigger.poll();
		expect(idsOf(items).sort()).toEqual([...fired].sort());
		expect(items[0]).toMatchObject({ status: 'saved', mrr: expect.any(Number) });
		await ps.miss(2, { session: { status: 'canceled' } });
		expect(await trigger.poll()).toBeNull();
	});

	test('a filter that is widened later brings nothing old', async () => {
		const trigger = await started({ events: ['flow_session_completed'] });
		await ps.miss(2, { event: 'flow_session_started' });
		await trigger.poll();
		trigger.parameters = { ...trigger.parameters, events: ['flow_session_started'] };
		expect(await trigger.poll()).toBeNull();
	});

	test('after a restart it goes on where it was', async () => {
		const trigger = await started();
		const [first] = await ps.miss();
		expect(idsOf(await trigger.poll())).toEqual([first]);
		trigger.restart();
		const [second] = await ps.miss();
		expect(idsOf(await trigger.poll())).toEqual([second]);
	});

	test('an account without events', async () => {
		ps.sandbox.expireEvents(new Date(Date.now() + 60_000).toISOString());
		const trigger = await started();
		expect(await trigger.poll()).toBeNull();
		const fired = await ps.miss(2);
		expect(idsOf(await trigger.poll()).sort()).toEqual([...fired].sort());
		expect(await trigger.poll()).toBeNull();
	});

	test('events that share a moment with one that was seen', async () => {
		const trigger = await started();
		const at = new Date().toISOString();
		const first = await ps.miss(2, { at });
		expect(idsOf(await trigger.poll()).sort()).toEqual([...first].sort());
		const second = await ps.miss(2, { at });
		expect(idsOf(await trigger.poll()).sort()).toEqual([...second].sort());
	});
});

describe('a poll that fails', () => {
	test.each([
		['first page', '^/events'],
		['third page', 'after_id=.*cursor=.*'],
	])('on the %s changes nothing', async (_name, path) => {
		const trigger = await started();
		const fired = await ps.miss(350);
		const skip = path === '^/events' ? 0 : 1;
		ps.sandbox.fault({ kind: 'status', status: 500, path, skip, times: 3 });
		const before = trigger.saved;
		await expect(trigger.poll()).rejects.toThrow(/500/);
		expect(trigger.saved).toBe(before);
		expect(new Set(idsOf(await trigger.poll()))).toEqual(new Set(fired));
		expect(await trigger.poll()).toBeNull();
	});

	test('the first one: nothing is remembered, so the next is the first again', async () => {
		const trigger = ps.pollingTrigger();
		ps.sandbox.fault({ kind: 'status', status: 401, body: { error: 'Unauthorized' } });
		await expect(trigger.poll()).rejects.toThrow('does not accept the API key');
		expect(await trigger.poll()).toBeNull();
	});

	test.each(['oldestFirst', 'newestFirst', 'mixed'])(
		'a cursor that repeats is no end of the list (%s)',
		async (eventOrder) => {
			ps.sandbox.setOptions({ eventOrder });
			const trigger = await started();
			await ps.miss();
			await trigger.poll();
			await sleep(20);
			const fired = await ps.miss(350);
			await ps.circle();
			const before = trigger.saved;
			await expect(trigger.poll()).rejects.toThrow(/same page twice/);
			expect(trigger.saved).toBe(before);
			ps.sandbox.clearFaults();
			expect(idsOf(await trigger.poll()).sort()).toEqual([...fired].sort());
			expect(await trigger.poll()).toBeNull();
		},
	);

	test('the first one on a cursor that repeats: the next is the first again', async () => {
		await ps.miss(350);
		const trigger = ps.pollingTrigger();
		await ps.circle();
		await expect(trigger.poll()).rejects.toThrow(/same page twice/);
		ps.sandbox.clearFaults();
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
	});

	test('429 is waited for', async () => {
		const trigger = await started();
		const fired = await ps.miss(150);
		ps.sandbox.setRateLimit({ service: 'prosperStack', limit: 1, windowMs: 1_500 });
		expect(idsOf(await trigger.poll()).sort()).toEqual([...fired].sort());
	});
});

describe('a point that the service no longer knows', () => {
	test.each([
		['refused (422)', () => ps.sandbox.expireEvents(new Date(Date.now() - 60_000).toISOString())],
		['400', () => ps.sandbox.fault({ kind: 'status', status: 400, path: 'after_id', body: {} })],
		['404', () => ps.sandbox.fault({ kind: 'status', status: 404, path: 'after_id', body: {} })],
		['an empty list', () => ps.sandbox.fault({ kind: 'emptyList', path: 'after_id' })],
	])('%s: found again by time, without repeats', async (_name, forget) => {
		const trigger = await started();
		await ps.miss(3);
		await trigger.poll();
		const fired = await ps.miss(120);
		forget();
		expect(idsOf(await trigger.poll()).sort()).toEqual([...fired].sort());
		expect(await trigger.poll()).toBeNull();
		const [next] = await ps.miss();
		expect(idsOf(await trigger.poll())).toEqual([next]);
	});

	test('after two months', async () => {
		const trigger = await started();
		const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString();
		await ps.miss(2, { at: inDays(10) });
		const kept = await ps.miss(3, { at: inDays(59) });
		ps.sandbox.expireEvents(inDays(30));
		expect(idsOf(await trigger.poll()).sort()).toEqual([...kept].sort());
		expect(await trigger.poll()).toBeNull();
	});
});

describe('at the same time', () => {
	test('events that arrive during a poll come with it or with the next, once', async () => {
		const trigger = await started();
		const fired = await ps.miss(250);
		ps.sandbox.fault({ kind: 'delay', ms: 100, path: 'cursor', times: 3 });
		const polling = trigger.poll();
		for (let i = 0; i < 10; i++) {
			await sleep(15);
			fired.push(...(await ps.miss()));
		}
		const items = [...(await polling), ...((await trigger.poll()) ?? [])];
		expect(idsOf(items).sort()).toEqual([...fired].sort());
	});

	test.each(['oldestFirst', 'newestFirst', 'mixed'])(
		'while several pages are read, in whatever order (%s)',
		async (eventOrder) => {
			ps.sandbox.setOptions({ eventOrder });
			const trigger = await started();
			const fired = await ps.miss(320);
			ps.sandbox.fault({ kind: 'delay', ms: 700, path: 'cursor', times: 3 });
			const polling = trigger.poll();
			for (let i = 0; i < 20; i++) {
				await sleep(100);
				fired.push(...(await ps.miss()));
			}
			const items = [...(await polling), ...((await trigger.poll()) ?? [])];
			expect(idsOf(items).sort()).toEqual([...fired].sort());
			expect(await trigger.poll()).toBeNull();
		},
	);

	test('a poll that begins before the last has ended leaves everything to it', async () => {
		const trigger = await started();
		const fired = await ps.miss(3);
		ps.sandbox.fault({ kind: 'delay', ms: 200, path: '^/events' });
		const [first, second] = await Promise.all([trigger.poll(), trigger.poll()]);
		expect(idsOf(first).sort()).toEqual([...fired].sort());
		expect(second).toBeNull();
	});
});

describe('a test in the editor', () => {
	test('shows the newest event that fits, and remembers nothing', async () => {
		const trigger = await started({ filters: { status: ['saved'] } });
		const [saved] = await ps.miss(1, { session: { status: 'saved' } });
		await sleep(3);
		await ps.miss(1, { session: { status: 'canceled' } });
		const before = trigger.saved;
		for (let i = 0; i < 2; i++) {
			expect(idsOf(await trigger.poll({ mode: 'manual' }))).toEqual([saved]);
		}
		expect(trigger.saved).toBe(before);
		expect(idsOf(await trigger.poll())).toEqual([saved]);
	});

	test('before the first poll too, an old one', async () => {
		const trigger = ps.pollingTrigger();
		const newest = ps.sandbox.data.events().at(-1).id;
		expect(idsOf(await trigger.poll({ mode: 'manual' }))).toEqual([newest]);
		expect(trigger.memory()).toBeUndefined();
	});

	test('when the rate limit is used up on the way: the newest of what was read', async () => {
		const trigger = ps.pollingTrigger();
		await ps.miss(250);
		await sleep(3);
		const [newest] = await ps.miss();
		ps.sandbox.setOptions({ eventOrder: 'newestFirst' });
		ps.sandbox.setRateLimit({ service: 'prosperStack', limit: 2, windowMs: 60_000 });
		expect(idsOf(await trigger.poll({ mode: 'manual' }))).toEqual([newest]);
	});

	test('when nothing of what was read fits, it says why it could not read more', async () => {
		const trigger = ps.pollingTrigger({ filters: { flowIds: ['flow_none'] } });
		await ps.miss(250);
		ps.sandbox.setRateLimit({ service: 'prosperStack', limit: 2, windowMs: 60_000 });
		await expect(trigger.poll({ mode: 'manual' })).rejects.toThrow(/limits how many requests/);
	});

	test('says when there is none', async () => {
		const trigger = ps.pollingTrigger({ filters: { flowIds: ['flow_none'] } });
		await expect(trigger.poll({ mode: 'manual' })).rejects.toThrow(/No event/);
	});
});
