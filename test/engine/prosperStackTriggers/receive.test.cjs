const { idsOf, sleep, triggerTests } = require('./support.cjs');

const ps = triggerTests();

const RECEIVED = '{"received":true}';
/** A second, on a machine that has other things to do too. */
const SOON_MS = 1_500;
const received = { status: 200, answer: RECEIVED, ms: expect.any(Number) };

describe('one delivery', () => {
	test('is read back and put out: the event, then the session', async () => {
		const { host } = await ps.active();
		const [id] = await ps.emit();
		const { event, created_at, data } = ps.event(id);
		const { created_at: session_created_at, ...session } = data;
		expect(host.executions).toEqual([
			[{ event, event_id: id, created_at, ...session, session_created_at }],
		]);
		expect(ps.sandbox.deliveries()).toEqual([
			expect.objectContaining({ status: 200, body: RECEIVED }),
		]);
		expect(ps.reads()).toEqual(['list']);
	});

	test.each([{ output: 'simplified' }, { output: undefined }, { output: 'wideRow' }])(
		'$output is one flat record',
		async (parameters) => {
			const { host } = await ps.active(parameters);
			const [id] = await ps.emit({ session: { status: 'saved' } });
			const [item] = host.items();
			expect(item).toMatchObject({ event_id: id, status: 'saved', mrr: expect.any(Number) });
			for (const value of Object.values(item)) expect(Object(value)).not.toBe(value);
			expect('subscription_id' in item).toBe(parameters.output === 'wideRow');
		},
	);

	test('selected fields come beside those of the event', async () => {
		const fields = ['status', 'subscriber.email', 'created_at'];
		const { host } = await ps.active({ output: 'selected', fields });
		const [id] = await ps.emit({ session: { status: 'saved' } });
		expect(host.items()).toEqual([
			{
				event: expect.any(String),
				event_id: id,
				created_at: ps.sandbox.data.events().find((event) => event.id === id).created_at,
				status: 'saved',
				subscriber: { email: expect.any(String) },
			},
		]);
	});

	test('without personal data, if the user wants that', async () => {
		const { host } = await ps.active({ output: 'raw', personalData: 'leftOut' });
		const [id] = await ps.emit({ session: { status: 'saved' } });
		const [item] = host.items();
		expect(item).toMatchObject({
			event_id: id,
			status: 'saved',
			subscriber: { id: expect.any(String) },
		});
		expect(item.subscriber).not.toHaveProperty('name');
		expect(item.subscriber).not.toHaveProperty('email');
	});

	test('what it says does not matter, only its id', async () => {
		const { host } = await ps.active();
		const [id] = await ps.miss(1, { session: { status: 'saved' } });
		const body = { event: 'flow_session_started', event_id: id, data: { status: 'canceled' } };
		expect(await ps.deliver(host, body)).toEqual(received);
		expect(host.items()).toMatchObject([{ event: 'flow_session_completed', status: 'saved' }]);
	});
});

describe('filters', () => {
	/** @type {[what: string, parameters: object][]} */
	const filters = [
		['event', { events: ['flow_session_started'] }],
		['status', { filters: { status: ['saved', 'rerouted'] } }],
		['flow', { filters: { flowIds: ['flow_3Aree3otQWV2qXhFiehIIQpA'] } }],
		['flow, from an expression', { filters: { flowIds: 'flow_x, flow_3Aree3otQWV2qXhFiehIIQpA' } }],
	];
	test.each(filters)('%s', async (_what, parameters) => {
		const { host } = await ps.active(parameters);
		const other = ps.sandbox.data.flows().at(-1).id;
		const first = 'flow_3Aree3otQWV2qXhFiehIIQpA';
		await ps.emit({ session: { status: 'canceled', flow: other } });
		expect(host.executions).toEqual([]);
		const event = parameters.events?.[0];
		const [id] = await ps.emit({ event, session: { status: 'saved', flow: first } });
		expect(idsOf(host.items())).toEqual([id]);
		expect(ps.sandbox.deliveries().map(({ body }) => body)).toEqual([RECEIVED, RECEIVED]);
	});
});

describe('forgeries', () => {
	const forged = (event_id) => ({ event: 'flow_session_completed', event_id, data: {} });
	test.each([
		['unknown id', forged('evt_ThisOneIsMadeUp')],
		['path tricks', forged('../webhooks')],
		['a dot', forged('.')],
		['two dots', forged('..')],
		['a slash', forged('evt/x')],
		['a query', forged('?limit=1')],
		['not ASCII', forged('evt_ü…')],
		['very long', forged('e'.repeat(100_000))],
		['empty id', forged('')],
		['a number', forged(1)],
		['an object', forged({ id: 'evt' })],
		['no id', { event: 'flow_session_completed' }],
		['nothing', {}],
		['an array', [forged('evt_x')]],
		['a text', 'hello'],
		['null', 'null'],
	])('%s: starts nothing, and is answered like any other', async (_name, body) => {
		const { host, trigger } = await ps.active();
		const before = trigger.saved;
		expect(await ps.deliver(host, body)).toEqual(received);
		expect(host.executions).toEqual([]);
		expect(JSON.parse(trigger.saved)).toEqual(JSON.parse(before));
	});

	test('an old event of the account does not start the workflow', async () => {
		const { host } = await ps.active();
		for (const { id, event, data } of [
			...ps.sandbox.data.events().slice(0, 3),
			ps.sandbox.data.events().at(-1),
		]) {
			expect(await ps.deliver(host, { event, event_id: id, data })).toEqual(received);
		}
		expect(host.executions).toEqual([]);
	});

	test('a flood of them while the list lags behind: real ones come, a little later', async () => {
		const { host } = await ps.active();
		await ps.emit();
		const flood = Array.from({ length: 30 }, (_, i) => ps.deliver(host, forged(`evt_forged${i}`)));
		expect(await Promise.all(flood)).toEqual(flood.map(() => received));
		ps.sandbox.fault({ kind: 'emptyList', path: '^/events\\?', times: 6 });
		const real = await ps.emit({ count: 3 });
		for (const { status, body } of ps.sandbox.deliveries().slice(1)) {
			expect({ status, body }).toEqual({ status: 200, body: RECEIVED });
		}
		await host.idle();
		expect(idsOf(host.items()).slice(1).sort()).toEqual([...real].sort());
		for (const id of real) await ps.deliver(host, { event_id: id });
		expect(host.items()).toHaveLength(4);
	});

	test('a flood of them does not stop real ones, and leaves the rate limit alone', async () => {
		const { host } = await ps.active();
		const flood = Array.from({ length: 300 }, (_, i) => ps.deliver(host, forged(`evt_forged${i}`)));
		const real = await ps.emit({ count: 20, spacingMs: 50 });
		expect(await Promise.all(flood)).toEqual(flood.map(() => received));
		expect(idsOf(host.items()).sort()).toEqual([...real].sort());
		await host.idle();
		expect(host.items()).toHaveLength(20);
		const lookUps = ps.reads().filter((kind) => kind === 'get');
		expect(lookUps.length).toBeLessThanOrEqual(20);
		// A busy machine takes longer over the flood, and reads at most 40 pages of the list meanwhile.
		expect(ps.reads().length - lookUps.length).toBeLessThanOrEqual(45);
	});
});

describe('repeats', () => {
	test('one after another, at the same moment, and after a restart', async () => {
		const { host, trigger } = await ps.active();
		const [id] = await ps.emit({ repeat: 10 });
		const again = { event_id: id, event: 'flow_session_completed', data: {} };
		await ps.deliver(host, again);
		await host.idle();
		trigger.restart();
		await ps.deliver(host, again);
		await Promise.all([ps.deliver(host, again), ps.deliver(host, again)]);
		expect(idsOf(host.items())).toEqual([id]);
		expect(new Set(ps.sandbox.deliveries().map(({ body }) => body))).toEqual(new Set([RECEIVED]));
	});

	test('a known repeat costs no request', async () => {
		const { host } = await ps.active();
		const [id] = await ps.emit();
		ps.sandbox.clearRequests();
		await ps.deliver(host, { event_id: id });
		expect(ps.reads()).toEqual([]);
	});

	test('after a restart of a newer n8n, which forgets that static data have changed', async () => {
		const { host, trigger } = await ps.active();
		Object.assign(host, { isNewer: true, recordMs: 10 });
		const [first] = await ps.emit();
		trigger.restart();
		const [second] = await ps.emit();
		expect(idsOf(host.items())).toEqual([first, second]);
	});

	test('static data that an older save overwrote are made good', async () => {
		const { host, trigger } = await ps.active();
		const [first] = await ps.emit();
		const older = trigger.saved;
		const [second] = await ps.emit();
		trigger.saved = older;
		const [third] = await ps.emit();
		trigger.restart();
		const bodies = [first, second, third].map((event_id) => ({ event_id }));
		await Promise.all(bodies.map((body) => ps.deliver(host, body)));
		expect(idsOf(host.items())).toEqual([first, second, third]);
	});

	test('static data that are lost while n8n runs change nothing', async () => {
		const { host, trigger } = await ps.active();
		const [first] = await ps.emit();
		trigger.loseStaticData();
		await ps.deliver(host, { event_id: first });
		const [second] = await ps.emit();
		expect(idsOf(host.items())).toEqual([first, second]);
		expect(Object.keys(trigger.memory().seen)).toEqual(expect.arrayContaining([first, second]));
	});

	test('without any memory, only what is delivered starts the workflow', async () => {
		const { host, trigger } = await ps.active();
		await ps.miss(3);
		trigger.loseStaticData();
		trigger.restart();
		await sleep(20);
		const burst = await ps.emit({ count: 30, spacingMs: 5 });
		expect(idsOf(host.items())).toEqual(burst);
		await ps.deliver(host, { event_id: 'evt_unknown' });
		expect(host.items()).toHaveLength(30);
	});

	test('without any memory, a forgery does not begin one', async () => {
		const { host, trigger } = await ps.active();
		trigger.loseStaticData();
		trigger.restart();
		await ps.deliver(host, { event_id: 'evt_unknown' });
		expect(trigger.memory()).toBeUndefined();
	});

	test('the memory stays small, and what it forgot does not come again', async () => {
		const { host, trigger } = await ps.active();
		const [first] = await ps.emit();
		await ps.miss(1_500);
		await ps.emit();
		// On a busy machine the answer comes before the reading has ended.
		await host.idle();
		expect(host.items()).toHaveLength(1_502);
		expect(Object.keys(trigger.memory().seen)).toHaveLength(1_000);
		expect(trigger.saved.length).toBeLessThan(50_000);
		trigger.restart();
		await ps.deliver(host, { event_id: first });
		expect(host.items()).toHaveLength(1_502);
	});
});

describe('catching up', () => {
	test.each(['oldestFirst', 'newestFirst', 'mixed'])(
		'what was missed comes first and in order (%s), in one execution',
		async (eventOrder) => {
			const { host, trigger } = await ps.active();
			ps.sandbox.setOptions({ eventOrder });
			const [first] = await ps.emit();
			trigger.restart();
			const missed = [];
			for (let i = 0; i < 5; i++) {
				await sleep(3);
				missed.push(...(await ps.miss()));
			}
			await sleep(3);
			const [last] = await ps.emit();
			expect(host.executions.map(idsOf)).toEqual([[first], [...missed, last]]);
		},
	);

	test('over several pages', async () => {
		const { host } = await ps.active();
		const missed = await ps.miss(250);
		const [last] = await ps.emit();
		expect(new Set(idsOf(host.items()))).toEqual(new Set([...missed, last]));
		expect(host.items()).toHaveLength(251);
	});

	test('a first activation brings nothing old', async () => {
		const { host } = await ps.active();
		const [id] = await ps.emit();
		expect(idsOf(host.items())).toEqual([id]);
	});

	test('switched off: only what is delivered', async () => {
		const { host, trigger } = await ps.active({ options: { catchUp: false } });
		await ps.miss(3);
		const [first] = await ps.emit();
		const [missed] = await ps.miss();
		expect(idsOf(host.items())).toEqual([first]);
		await ps.deliver(host, { event_id: missed });
		trigger.restart();
		await ps.deliver(host, { event_id: missed });
		expect(idsOf(host.items())).toEqual([first, missed]);
	});

	test('events that share a moment all come, once', async () => {
		const { host } = await ps.active();
		const at = new Date().toISOString();
		const first = await ps.emit({ at });
		await ps.miss(2, { at });
		await ps.emit({ count: 2, at });
		expect(host.items()).toHaveLength(5);
		expect(new Set(idsOf(host.items())).size).toBe(5);
		expect(idsOf(host.items())[0]).toBe(first[0]);
	});

	test('an event that becomes visible late is not missed', async () => {
		const { host } = await ps.active();
		await ps.emit();
		const [late] = await ps.miss(1, { at: new Date(Date.now() - 500).toISOString() });
		await ps.emit();
		expect(idsOf(host.items())).toContain(late);
	});

	describe('from a point that the service no longer knows', () => {
		const faults = {
			'refused (422)': () => ps.sandbox.expireEvents(new Date(Date.now() - 60_000).toISOString()),
			'not found': () =>
				ps.sandbox.fault({
					kind: 'status',
					status: 404,
					body: { error: 'Not found' },
					path: 'after_id',
				}),
			'an empty list': () => ps.sandbox.fault({ kind: 'emptyList', path: 'after_id' }),
		};
		test.each(Object.keys(faults))('%s: found again by time, without repeats', async (name) => {
			const { host, trigger } = await ps.active();
			const [first] = await ps.emit();
			trigger.restart();
			const missed = await ps.miss(3);
			faults[name]();
			const [last] = await ps.emit();
			expect(idsOf(host.items())[0]).toBe(first);
			expect([...idsOf(host.items())].sort()).toEqual([first, ...missed, last].sort());
		});

		test('all known events are gone', async () => {
			const { host } = await ps.active();
			await ps.emit({ at: new Date(Date.now() - 5_000).toISOString() });
			ps.sandbox.expireEvents(new Date(Date.now() - 1_000).toISOString());
			const [missed] = await ps.miss();
			const [last] = await ps.emit();
			expect(host.items()).toHaveLength(3);
			expect(idsOf(host.items()).slice(1).sort()).toEqual([missed, last].sort());
		});
	});

	test('an account without events', async () => {
		ps.sandbox.expireEvents(new Date(Date.now() + 60_000).toISOString());
		const { host } = await ps.active();
		const [missed] = await ps.miss();
		const [id] = await ps.emit();
		expect(host.items()).toHaveLength(2);
		const [next] = await ps.emit();
		expect(idsOf(host.items()).sort()).toEqual([missed, id, next].sort());
	});
});

describe('trouble at the service', () => {
	/** @type {[name: string, fault: import('../../../sandbox/shared/faults.cjs').Fault][]} */
	const broken = [
		['down', { kind: 'status', status: 500, body: { error: 'Sorry' } }],
		['connection lost', { kind: 'reset' }],
		['key refused', { kind: 'status', status: 401, body: { error: 'Unauthorized' } }],
	];
	test.each(broken)('%s: 503, and nothing is lost', async (_name, fault) => {
		const { host, trigger } = await ps.active();
		const before = trigger.saved;
		ps.sandbox.fault({ ...fault, path: '^/events', times: 3 });
		const [first] = await ps.emit();
		expect(ps.sandbox.deliveries()).toEqual([expect.objectContaining({ status: 503 })]);
		expect(ps.sandbox.deliveries()[0].ms).toBeLessThan(SOON_MS);
		while (ps.warnings.length === 0) await sleep(50);
		expect(trigger.saved === before).toBe(true);
		expect(host.executions).toEqual([]);
		expect(ps.warnings.join()).toMatch(/could not read events back/);
		ps.sandbox.clearFaults();
		const [second] = await ps.emit();
		expect(host.executions.map(idsOf)).toEqual([[first, second]]);
	});

	test.each(['oldestFirst', 'newestFirst', 'mixed'])(
		'a list whose cursor repeats: 503, and nothing is lost (%s)',
		async (eventOrder) => {
			const { host, trigger } = await ps.active();
			ps.sandbox.setOptions({ eventOrder });
			const missed = await ps.miss(350);
			const before = trigger.saved;
			await ps.circle();
			const [first] = await ps.emit();
			expect(ps.sandbox.deliveries()).toEqual([expect.objectContaining({ status: 503 })]);
			while (ps.warnings.length === 0) await sleep(50);
			expect(trigger.saved === before).toBe(true);
			expect(host.executions).toEqual([]);
			ps.sandbox.clearFaults();
			const [second] = await ps.emit();
			expect(idsOf(host.items()).sort()).toEqual([...missed, first, second].sort());
		},
	);

	test('while look-ups fail, others pass', async () => {
		const { host } = await ps.active();
		ps.sandbox.fault({ kind: 'status', status: 500, path: '^/events/', times: 3 });
		const odd = [1, 2, 3].map((i) => ps.deliver(host, { event_id: `evt_unknown${i}` }));
		const fired = await ps.emit({ count: 3, spacingMs: 100 });
		for (const { status } of await Promise.all(odd)) expect(status).toBe(503);
		expect(ps.sandbox.deliveries().filter(({ event_id: id }) => id)).toEqual(
			fired.map(() => expect.objectContaining({ status: 200 })),
		);
		expect(idsOf(host.items())).toEqual(fired);
	});

	test('an event that is not listed yet is looked up, and comes once', async () => {
		const { host } = await ps.active();
		const [first] = await ps.emit();
		ps.sandbox.fault({ kind: 'emptyList', path: '^/events\\?', times: 2 });
		const [early] = await ps.emit({ repeat: 5 });
		expect(idsOf(host.items())).toEqual([first, early]);
		const [next] = await ps.emit();
		expect(idsOf(host.items())).toEqual([first, early, next]);
		expect(ps.sandbox.deliveries().map(({ status }) => status)).toEqual(Array(7).fill(200));
	});

	test('a burst while the list lags behind: each once, without another delivery', async () => {
		const { host } = await ps.active();
		ps.sandbox.fault({ kind: 'emptyList', path: '^/events\\?', times: 8 });
		const fired = await ps.emit({ count: 40, spacingMs: 5 });
		await host.idle();
		expect(idsOf(host.items()).sort()).toEqual([...fired].sort());
	});

	test('without room for look-ups and without Catch Up, the sender has to try again', async () => {
		const { host } = await ps.active({ options: { catchUp: false } });
		const flood = Array.from({ length: 25 }, (_, i) => ps.deliver(host, { event_id: `evt_${i}` }));
		const statuses = (await Promise.all(flood)).map(({ status }) => status);
		expect(statuses.filter((status) => status === 503)).toHaveLength(5);
	});

	test('no answer: 503 within a second, and put out when the answer comes', async () => {
		const { host } = await ps.active();
		ps.sandbox.fault({ kind: 'hang', path: '^/events', ms: 2_500 });
		const [first] = await ps.emit({ count: 1 });
		const [second] = await ps.emit();
		for (const { status, ms } of ps.sandbox.deliveries()) {
			expect(status).toBe(503);
			expect(ms).toBeLessThan(SOON_MS);
		}
		await sleep(2_500);
		expect(idsOf(host.items())).toEqual([first, second]);
		await ps.deliver(host, { event_id: first });
		expect(host.items()).toHaveLength(2);
	});

	test('the service takes a second, and n8n is busy all the time: received', async () => {
		const { host } = await ps.active();
		ps.sandbox.fault({ kind: 'hang', path: '^/events', ms: 1_200 });
		const end = performance.now() + 1_200;
		/** As the start of workflows does: some milliseconds, again and again. */
		const work = () => {
			const pause = performance.now() + 5;
			while (performance.now() < pause);
			if (performance.now() < end) setImmediate(work);
		};
		work();
		const [id] = await ps.emit();
		expect(ps.sandbox.deliveries()).toMatchObject([{ status: 200 }]);
		await host.idle();
		expect(idsOf(host.items())).toEqual([id]);
	});

	test('429 during read-back: 503, and put out as soon as the service allows', async () => {
		const { host } = await ps.active();
		ps.sandbox.setRateLimit({ service: 'prosperStack', limit: 1, windowMs: 3_000 });
		const fired = await ps.emit({ count: 20, spacingMs: 100 });
		const statuses = ps.sandbox.deliveries().map(({ status }) => status);
		expect(statuses).toContain(503);
		for (const { ms } of ps.sandbox.deliveries()) expect(ms).toBeLessThan(SOON_MS);
		await sleep(6_500);
		expect(idsOf(host.items())).toEqual(fired);
	});
});

describe('a burst', () => {
	test('500 deliveries in 5 s: each once, answered within a second, within the rate limit', async () => {
		const { host, trigger } = await ps.active();
		const { saves } = trigger;
		const fired = await ps.emit({ count: 500, spacingMs: 9 });
		expect(idsOf(host.items())).toEqual(fired);
		await host.idle();
		expect(trigger.saves - saves).toBeLessThan(2 * host.executions.length + 5);
		const deliveries = ps.sandbox.deliveries();
		expect(deliveries.filter(({ status }) => status === 200).length).toBeGreaterThan(400);
		const times = deliveries.map(({ ms }) => ms).sort((a, b) => a - b);
		expect(times[475]).toBeLessThan(1_000);
		expect(times[499]).toBeLessThan(SOON_MS);
		expect(ps.reads().length).toBeLessThan(60);
	});

	test('500 at the same moment', async () => {
		const { host } = await ps.active();
		const fired = await ps.emit({ count: 500 });
		expect(idsOf(host.items()).sort()).toEqual([...fired].sort());
		expect(ps.reads().length).toBeLessThan(20);
	});

	test('a slow database: each once', async () => {
		const { host, trigger } = await ps.active();
		host.recordMs = 700;
		const fired = await ps.emit({ count: 100, spacingMs: 20 });
		await host.idle();
		trigger.restart();
		fired.push(...(await ps.emit()));
		expect(idsOf(host.items())).toEqual(fired);
	});
});

describe('switches that an expression sets', () => {
	const body = { event: 'flow_session_completed', event_id: 'evt_forged', data: { id: 'sess_1' } };

	test.each(['={{ "true" }}', '={{ "yes" }}', '={{ "" }}', '={{ null }}', '={{ "perhaps" }}'])(
		'Real Events Only is on with %s',
		async (verify) => {
			const { host } = await ps.active({ options: { verify } });
			expect(await ps.deliver(host, body)).toEqual(received);
			expect(host.executions).toEqual([]);
		},
	);

	test.each(['={{ "false" }}', '={{ false }}', '={{ "no" }}'])(
		'Real Events Only is off with %s',
		async (verify) => {
			const { host } = await ps.active({ options: { verify } });
			await ps.deliver(host, body);
			expect(idsOf(host.items())).toEqual(['evt_forged']);
		},
	);

	test('Catch Up and Output', async () => {
		const { host } = await ps.active({
			options: { catchUp: '={{ "true" }}' },
			output: '={{ "Simplified" }}',
		});
		const [missed] = await ps.miss();
		const [id] = await ps.emit();
		expect(idsOf(host.items()).sort()).toEqual([missed, id].sort());
		expect(host.items()[0]).toMatchObject({ mrr: expect.any(Number) });
	});
});

describe('Real Events Only switched off', () => {
	const options = { verify: false, catchUp: false };
	const made = (event_id) => ({
		event: 'flow_session_completed',
		event_id,
		data: { id: 'sess_1', status: 'saved' },
	});

	test('a delivery goes out as it is sent, once, without a request', async () => {
		const { host, trigger } = await ps.active({ options });
		const body = made('evt_1');
		await Promise.all([ps.deliver(host, body), ps.deliver(host, body)]);
		trigger.restart();
		await ps.deliver(host, body);
		expect(host.items()).toEqual([
			{
				event: 'flow_session_completed',
				event_id: 'evt_1',
				created_at: null,
				id: 'sess_1',
				status: 'saved',
			},
		]);
		expect(ps.sandbox.requests()).toEqual([]);
	});

	test('with Catch Up, what was missed comes too, with what the API knows', async () => {
		const { host } = await ps.active({ options: { verify: false } });
		const [missed] = await ps.miss();
		const [id] = await ps.emit();
		await ps.deliver(host, made('evt_1'));
		expect(idsOf(host.items())).toEqual([missed, id, 'evt_1']);
		expect(host.items()[1].created_at).toBe(ps.event(id).created_at);
	});

	test('with Catch Up, trouble at the service does not stop it', async () => {
		const { host } = await ps.active({ options: { verify: false } });
		ps.sandbox.fault({ kind: 'status', status: 401, path: '^/events' });
		expect(await ps.deliver(host, made('evt_1'))).toEqual(received);
		expect(idsOf(host.items())).toEqual(['evt_1']);
	});

	test('a body that is no event starts nothing', async () => {
		const { host } = await ps.active({ options });
		await ps.deliver(host, { event_id: 'evt_1' });
		await ps.deliver(host, { event_id: 'evt_2', event: 'flow_session_completed', data: 'text' });
		expect(host.items()).toMatchObject([{ event_id: 'evt_2' }]);
	});
});

describe('“Listen for test event”', () => {
	const deliver = (trigger, body, options) =>
		ps.engine.deliver('prosperStackTrigger', { body }, trigger.parameters, {
			workflow: trigger.load(),
			node: trigger.node,
			mode: 'manual',
			...options,
		});

	test('a real sample, as often as it comes, and nothing is remembered', async () => {
		const { host, trigger } = await ps.active();
		const [missed] = await ps.miss();
		const before = trigger.saved;
		for (let i = 0; i < 2; i++) {
			const { workflowData, sent, staticData } = await deliver(trigger, {
				event_id: missed,
			});
			expect(workflowData[0][0].json).toMatchObject({
				event_id: missed,
				...ps.event(missed).data,
				created_at: ps.event(missed).created_at,
			});
			expect(sent).toEqual({ status: 200, body: { received: true } });
			expect(JSON.parse(JSON.stringify(staticData))).toEqual(JSON.parse(before)['node:Node']);
		}
		const [next] = await ps.emit();
		expect(idsOf(host.items())).toEqual([missed, next]);
	});

	test('a forgery is no sample', async () => {
		const { trigger } = await ps.active();
		const { workflowData, sent } = await deliver(trigger, { event_id: 'evt_unknown' });
		expect(workflowData).toBeUndefined();
		expect(sent).toEqual({ status: 200, body: { received: true } });
	});
});
