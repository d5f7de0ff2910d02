const { Logger } = require('@n8n/backend-common');
const { Container } = require('@n8n/di');
const { MINUTE, QUIET, one, several, triggerTests } = require('./support.cjs');

const here = triggerTests();
const CAMPAIGN = 21624;
const watchBuyers = (more) => ({ event: 'buyerPausedOrResumed', campaignScope: 'all', ...more });
const campaign = (id) => here.sandbox.data.campaigns().find((other) => other.id === id);
const set = (paused, { of = CAMPAIGN, nth = 0 } = {}) =>
	here.sandbox.setBuyer(of, campaign(of).buyers[nth].id, { paused });

test('a poll costs one request, over all campaigns', async () => {
	const trigger = await here.active(watchBuyers());
	expect(await trigger.poll()).toBeNull();
	expect(here.asked()).toEqual(['/public/campaigns']);
});

test('paused, then resumed: once each, as a flat record', async () => {
	const trigger = await here.active(watchBuyers());
	const who = {
		campaign_id: CAMPAIGN,
		campaign_name: 'MVA',
		buyer_id: 55080,
		buyer_name: 'ConversionCatalyst',
		client_id: 6898,
	};
	set(1);
	here.step(MINUTE);
	expect(await trigger.poll()).toEqual([{ change: 'paused', ...who, paused: true }]);
	expect(await trigger.poll()).toBeNull();
	set(0);
	expect(await trigger.poll()).toEqual([{ change: 'resumed', ...who, paused: false }]);
	expect(await trigger.poll()).toBeNull();
});

test('several at once, in the account’s order', async () => {
	const trigger = await here.active(watchBuyers());
	for (const of of [CAMPAIGN, 21626]) for (const nth of [0, 1]) set(1, { of, nth });
	const records = await trigger.poll();
	expect(records.map(({ campaign_id: id }) => id)).toEqual([CAMPAIGN, CAMPAIGN, 21626, 21626]);
});

test.each([
	[['paused'], ['paused']],
	[['resumed'], ['resumed']],
	[
		['paused', 'resumed'],
		['paused', 'resumed'],
	],
])('only %j', async (buyerChanges, expected) => {
	const trigger = await here.active(watchBuyers({ filters: { buyerChanges } }));
	const changes = [];
	for (const paused of [1, 0]) {
		set(paused);
		changes.push(...((await trigger.poll()) ?? []).map(({ change }) => change));
	}
	expect(changes).toEqual(expected);
});

test('only the campaigns that were chosen; another choice brings nothing old', async () => {
	const trigger = await here.active(watchBuyers(one(21626)));
	set(1);
	expect(await trigger.poll()).toBeNull();
	expect(await trigger.activate(several(21626, CAMPAIGN))).toBeNull();
	set(0);
	expect(await trigger.poll()).toHaveLength(1);
	await trigger.activate(one(21626));
	set(1);
	expect(await trigger.poll()).toBeNull();
	expect(await trigger.activate({ campaignScope: 'all' })).toBeNull();
});

test('a change while n8n was down', async () => {
	const trigger = await here.active(watchBuyers());
	set(1);
	expect(await trigger.restart()).toMatchObject([{ change: 'paused' }]);
});

test('an empty list forgets nobody', async () => {
	const trigger = await here.active(watchBuyers());
	here.sandbox.fault({ kind: 'emptyList' });
	expect(await trigger.poll()).toBeNull();
	set(1);
	expect(await trigger.poll()).toHaveLength(1);
});

test('only campaigns that are not listed are an error', async () => {
	const trigger = here.trigger(watchBuyers(several(99, 98)));
	await expect(trigger.activate()).rejects.toThrow('Lead Prosper lists no campaign 99');
});

test('one of several that is not listed any more does not stop the others, and is told once', async () => {
	const warn = jest.spyOn(Container.get(Logger), 'warn').mockImplementation(() => {});
	const trigger = await here.active(watchBuyers(several(CAMPAIGN, QUIET)));
	const hide = () =>
		here.sandbox.fault({
			kind: 'status',
			status: 200,
			body: here.sandbox.data.campaigns().filter(({ id }) => id !== QUIET),
		});
	for (const paused of [1, 0, 1]) {
		set(paused);
		hide();
		expect(await trigger.poll()).toMatchObject([{ change: paused ? 'paused' : 'resumed' }]);
	}
	expect(warn).toHaveBeenCalledTimes(1);
	expect(warn).toHaveBeenCalledWith(expect.stringContaining(`does not find campaign ${QUIET}`));
	warn.mockRestore();
});

test('a test in the editor shows a buyer, preferably a paused one', async () => {
	const trigger = here.trigger(watchBuyers(one(CAMPAIGN)));
	expect(await trigger.test()).toMatchObject([{ change: 'resumed', buyer_id: 55080 }]);
	set(1, { nth: 2 });
	expect(await trigger.test()).toMatchObject([{ change: 'paused', buyer_id: 55083 }]);
	expect(trigger.saved).toBe('{}');
});

test('a campaign without buyers has no sample', async () => {
	const error = await here
		.trigger(watchBuyers(one(24240)))
		.test()
		.catch((thrown) => thrown);
	expect(error.description).toBe('The campaigns that were chosen have no buyers.');
});
