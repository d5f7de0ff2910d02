/** What was remembered outlives publishing and the restart of n8n that follows. */
const { idsOf, sleep, triggerTests } = require('./support.cjs');

const ps = triggerTests();

describe('published, then restarted before the next event', () => {
	test('with the node renamed: what was missed meanwhile comes, and nothing else', async () => {
		const { trigger, host } = await ps.active();
		const [first] = await ps.emit();
		await trigger.hook('delete');
		trigger.node = { ...trigger.node, name: 'Cancellation' };
		await trigger.activate({ activation: 'update' });
		const missed = await ps.miss(3);
		trigger.restart();
		await trigger.activate({ activation: 'init' });
		const [last] = await ps.emit();
		expect(idsOf(host.items()).sort()).toEqual([first, ...missed, last].sort());
	});

	test('a delivery that arrived while the old version was switched off does not come again', async () => {
		const { trigger, host } = await ps.active();
		ps.sandbox.fault({ kind: 'delay', ms: 300, path: '^/webhooks' });
		const switchingOff = trigger.hook('delete', { activation: 'update' });
		await sleep(50);
		const [first] = await ps.emit();
		await switchingOff;
		await trigger.activate({ activation: 'update' });
		trigger.restart();
		await ps.deliver(host, { event_id: first });
		const [second] = await ps.emit();
		expect(idsOf(host.items())).toEqual([first, second]);
	});

	test('nor does one that arrived while the workflow was switched off, and published later', async () => {
		const { trigger, host } = await ps.active();
		ps.sandbox.fault({ kind: 'delay', ms: 300, path: '^/webhooks' });
		const switchingOff = trigger.hook('delete', { activation: 'update' });
		await sleep(50);
		const [first] = await ps.emit();
		await switchingOff;
		trigger.restart();
		await trigger.activate({ activation: 'activate' });
		const [second] = await ps.emit();
		expect(idsOf(host.items())).toEqual([first, second]);
	});

	test('polling, with a filter that is widened: what it left out stays old', async () => {
		const trigger = ps.pollingTrigger({ filters: { status: ['canceled'] } });
		await trigger.poll();
		await ps.miss(20, { session: { status: 'saved' } });
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.publish({ filters: {} })).toBeNull();
		trigger.restart();
		expect(await trigger.poll()).toBeNull();
		const [id] = await ps.miss();
		expect(idsOf(await trigger.poll())).toEqual([id]);
	});
});

describe('n8n is killed in a burst', () => {
	test('what it had not recorded yet comes with the next delivery', async () => {
		const { trigger, host } = await ps.active();
		host.recordMs = 2_000;
		ps.sandbox.fault({ kind: 'delay', ms: 300, path: '^/events', times: 2 });
		const first = ps.emit();
		await sleep(100);
		// While n8n records the first, this one is still looked for.
		const second = ps.emit();
		await sleep(400);
		trigger.kill();
		host.recordMs = 1;
		const fired = (await Promise.all([first, second])).flat();
		expect(host.items()).toEqual([]);
		for (const event_id of fired) await ps.deliver(host, { event_id });
		await host.idle();
		expect(idsOf(host.items()).sort()).toEqual(fired.sort());
	});

	test('the last of the burst saves what the others have handed out', async () => {
		const { trigger, host } = await ps.active();
		ps.sandbox.fault({ kind: 'delay', ms: 300, path: '^/events', times: 2 });
		const first = ps.emit();
		await sleep(100);
		const second = ps.emit();
		const fired = (await Promise.all([first, second])).flat();
		await host.idle();
		trigger.restart();
		fired.push(...(await ps.emit()));
		expect(idsOf(host.items()).sort()).toEqual(fired.sort());
	});
});

describe('what was handled does not come again', () => {
	test('when the save of an earlier delivery overtakes that of a later one, before a restart', async () => {
		const { trigger, host } = await ps.active({ options: { catchUp: false } });
		host.recordMs = 2_000;
		const earlier = ps.emit();
		await sleep(700);
		host.recordMs = 1;
		const [second] = await ps.emit();
		const [first] = await earlier;
		trigger.restart();
		await ps.deliver(host, { event_id: second });
		const [third] = await ps.emit();
		expect(idsOf(host.items()).sort()).toEqual([first, second, third].sort());
	});

	test('when the key changes while the saved copy lags behind', async () => {
		const { trigger, host } = await ps.active();
		await ps.emit();
		const lagging = trigger.saved;
		await ps.emit({ count: 3, spacingMs: 5 });
		trigger.saved = lagging;
		const { baseUrl, apiKey } = ps.sandbox.prosperStack;
		ps.credentials.right = { apiKey, baseUrl: baseUrl.replace('127.0.0.1', 'localhost') };
		trigger.node = { ...trigger.node, credentials: { prosperStackApi: { id: 'right' } } };
		await sleep(5_100);
		await ps.emit();
		ps.credentials.right = { apiKey, baseUrl };
		expect(host.items()).toHaveLength(5);
		expect(new Set(idsOf(host.items())).size).toBe(5);
	});

	test('when a workflow is published again while a poll waits', async () => {
		const trigger = ps.pollingTrigger();
		await trigger.poll();
		const fired = await ps.miss(3);
		ps.sandbox.fault({ kind: 'delay', ms: 400, path: '^/events' });
		const waiting = trigger.poll();
		await sleep(100);
		expect(await trigger.publish()).toBeNull();
		expect(idsOf(await waiting).sort()).toEqual([...fired].sort());
		expect(await trigger.poll()).toBeNull();
	});
});

describe('without Catch Up', () => {
	test('one whose first delivery failed comes when it is delivered again, however many came between', async () => {
		const { host } = await ps.active({ options: { catchUp: false } });
		const [failed] = await ps.miss();
		await sleep(5);
		const between = await ps.emit({ count: 1_200, spacingMs: 2 });
		await ps.deliver(host, { event_id: failed });
		await ps.deliver(host, { event_id: between.at(-1) });
		await host.idle();
		expect(idsOf(host.items()).at(-1)).toBe(failed);
		expect(host.items()).toHaveLength(1_201);
	});

	test('switched on later, what was passed over before does not come', async () => {
		const { trigger, host } = await ps.active({ options: { catchUp: false } });
		const [first] = await ps.emit();
		await ps.miss(3);
		trigger.parameters = { ...trigger.parameters, options: {} };
		await trigger.activate({ activation: 'update' });
		const [missed] = await ps.miss();
		const [second] = await ps.emit();
		expect(idsOf(host.items()).sort()).toEqual([first, missed, second].sort());
	});
});

describe('Begin From', () => {
	const ago = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
	beforeEach(() => ps.sandbox.expireEvents(ago(-1)));

	test('the first delivery brings what came since, once', async () => {
		await ps.miss(2, { at: ago(90) });
		const since = await ps.miss(2, { at: ago(30) });
		const options = { beginFrom: ago(60) };
		const { trigger, host } = await ps.active({ options });
		const [first] = await ps.emit();
		expect(idsOf(host.items()).sort()).toEqual([...since, first].sort());
		await trigger.activate({ activation: 'update' });
		trigger.restart();
		await trigger.activate({ activation: 'init' });
		const [second] = await ps.emit();
		expect(idsOf(host.items()).sort()).toEqual([...since, first, second].sort());
	});

	test('the first poll brings what came since, once', async () => {
		await ps.miss(2, { at: ago(90) });
		const since = await ps.miss(150, { at: ago(30) });
		const trigger = ps.pollingTrigger({ options: { beginFrom: ago(60) } });
		expect(idsOf(await trigger.poll()).sort()).toEqual([...since].sort());
		expect(await trigger.poll()).toBeNull();
		trigger.restart();
		expect(await trigger.poll()).toBeNull();
	});

	test.each(['2020-01-01', '2999-01-01', 'soon'])(
		'%s is an error that says what to do, before any request',
		async (beginFrom) => {
			for (const trigger of [ps.trigger({ options: { beginFrom } })]) {
				await expect(trigger.activate()).rejects.toThrow(/Begin From/);
			}
			const polling = ps.pollingTrigger({ options: { beginFrom } });
			await expect(polling.poll()).rejects.toThrow(/Begin From/);
			expect(ps.reads()).toEqual([]);
		},
	);

	test('an old moment is no error once the trigger has begun', async () => {
		const trigger = ps.pollingTrigger();
		await trigger.poll();
		expect(await trigger.publish({ options: { beginFrom: '2020-01-01' } })).toBeNull();
	});
});
