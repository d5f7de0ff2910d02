/** The key of the credential is changed: to another account's, or to another one of the same account. */
const { startSandbox } = require('../../../sandbox/index.cjs');
const { idsOf, triggerTests } = require('./support.cjs');

const ps = triggerTests();
const kinds = ['pollingTrigger', 'trigger'];
const daysAgo = (days) => new Date(Date.now() - days * 86_400_000).toISOString();

let live;
beforeAll(async () => {
	live = await startSandbox();
});
afterAll(() => live.close());
beforeEach(async () => {
	live.reset();
	// The sandbox makes the same ids for every account: some are used up, so that later ones differ.
	await live.emit({ count: 100, deliver: false });
	for (const sandbox of [live, ps.sandbox]) {
		sandbox.expireEvents(new Date(Date.now() + 60_000).toISOString());
	}
	ps.credentials.right = { ...ps.sandbox.prosperStack };
	ps.credentials.live = { ...live.prosperStack };
});

const emitLive = async (what) =>
	(await live.emit({ deliver: false, ...what })).map(({ event_id: id }) => id);

/** Begins or goes on; a polling trigger with its first poll. */
const publish = (trigger, kind) =>
	kind === 'trigger' ? trigger.activate({ activation: 'update' }) : trigger.publish();

/** What an event that has just happened starts. */
async function next(trigger, kind, id) {
	if (kind === 'pollingTrigger') return idsOf((await trigger.poll()) ?? []);
	const { workflowData } = await trigger.deliver({ event_id: id });
	return idsOf(workflowData?.[0].map(({ json }) => json) ?? []);
}

/** Two weeks of cancellations in the live account, of which the test account knows nothing. */
async function twoWeeksLive() {
	for (let day = 9; day >= 1; day--) await emitLive({ count: 4, at: daysAgo(day) });
}

describe.each(kinds)('another account (%s)', (kind) => {
	test('chosen in the node: nothing old comes, what is new does', async () => {
		const trigger = ps[kind]();
		await ps.miss(1, { at: daysAgo(10) });
		await publish(trigger, kind);
		await twoWeeksLive();
		trigger.node = { ...trigger.node, credentials: { prosperStackApi: { id: 'live' } } };
		expect((await publish(trigger, kind)) ?? null).toBeNull();
		const [id] = await emitLive();
		expect(await next(trigger, kind, id)).toEqual([id]);
		expect(trigger.saved).not.toContain(live.prosperStack.apiKey);
	});

	test('written into the credential, and noticed while the workflow runs', async () => {
		const trigger = ps[kind]();
		await ps.miss(1, { at: daysAgo(10) });
		await publish(trigger, kind);
		await twoWeeksLive();
		ps.credentials.right = { ...live.prosperStack };
		if (kind === 'pollingTrigger') expect(await trigger.poll()).toBeNull();
		for (let i = 0; i < 2; i++) {
			const [id] = await emitLive();
			expect(await next(trigger, kind, id)).toEqual([id]);
		}
	});

	test('after a restart too', async () => {
		const trigger = ps[kind]();
		await ps.miss(1, { at: daysAgo(10) });
		await publish(trigger, kind);
		await twoWeeksLive();
		trigger.restart();
		ps.credentials.right = { ...live.prosperStack };
		expect((await publish(trigger, kind)) ?? null).toBeNull();
		const [id] = await emitLive();
		expect(await next(trigger, kind, id)).toEqual([id]);
	});
});

describe.each(kinds)('another key of the same account (%s)', (kind) => {
	// To the node a credential with another Base URL is another one, whatever is behind it.
	const changeKey = () => {
		const { baseUrl, apiKey } = ps.sandbox.prosperStack;
		ps.credentials.right = { apiKey, baseUrl: baseUrl.replace('127.0.0.1', 'localhost') };
	};

	test('what was missed meanwhile is not lost, and nothing is repeated', async () => {
		const trigger = ps[kind]();
		await ps.miss(5, { at: daysAgo(10) });
		await publish(trigger, kind);
		const [first] = await ps.miss();
		expect(await next(trigger, kind, first)).toEqual([first]);
		const [missed] = await ps.miss(1);
		changeKey();
		const [last] = await ps.miss(1);
		expect((await next(trigger, kind, last)).sort()).toEqual([missed, last].sort());
		expect(await next(trigger, kind, last)).toEqual([]);
	});
});

test.each(kinds)('what was saved without a mark is of this account (%s)', async (kind) => {
	const trigger = ps[kind]();
	await publish(trigger, kind);
	const saved = JSON.parse(trigger.saved);
	const { seen, floor } = saved['node:Node'].memory;
	saved['node:Node'].memory = { seen, floor };
	trigger.saved = JSON.stringify(saved);
	trigger.restart();
	const fired = await ps.miss(2);
	if (kind === 'trigger') await publish(trigger, kind);
	expect((await next(trigger, kind, fired[0])).sort()).toEqual([...fired].sort());
});
