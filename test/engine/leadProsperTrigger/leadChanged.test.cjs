const { HOUR, MINUTE, QUIET, ids, one, triggerTests } = require('./support.cjs');

const here = triggerTests();
const leadChanged = (more) => ({ event: 'leadChanged', ...one(QUIET), ...more });

const buyer = (id, more) => ({
	id,
	name: `Buyer ${id}`,
	client: { id: 1, name: 'Client' },
	status: 'PINGED',
	error_code: 0,
	error_message: '',
	sell_price: 0,
	...more,
});

/** An active trigger that has seen one lead. */
async function watching(lead = {}, parameters) {
	const [seen] = here.addLeads({ ago: HOUR, status: 'ERROR', error_code: 1006, ...lead });
	const trigger = await here.active(leadChanged(parameters));
	here.step(MINUTE);
	return { trigger, change: (patch) => here.sandbox.changeLead(seen.id, patch), lead: seen };
}

test('nothing changed, nothing comes; a poll costs one request', async () => {
	const { trigger } = await watching();
	expect(await trigger.poll()).toBeNull();
	expect(here.asked()).toHaveLength(1);
});

test('a new lead is none that changed', async () => {
	const { trigger } = await watching();
	here.addLeads();
	expect(await trigger.poll()).toBeNull();
});

test.each([
	['its status', { status: 'ACCEPTED', error_code: 0 }, ['status']],
	['its error', { error_code: 1035 }, ['status']],
	['a return', { returned: true, return_reason: 'Wrong number' }, ['return']],
	['a buyer that answers', { buyers: [buyer(1, { status: 'ACCEPTED' }), buyer(2)] }, ['buyers']],
	['a buyer’s price', { buyers: [buyer(1), buyer(2, { sell_price: 5 })] }, ['buyers']],
	['one more buyer', { buyers: [buyer(1), buyer(2), buyer(3)] }, ['buyers']],
	[
		'all at once',
		{ status: 'ACCEPTED', returned: true, buyers: [] },
		['status', 'buyers', 'return'],
	],
])('%s: once', async (_, patch, changed) => {
	const { trigger, change } = await watching({ buyers: [buyer(1), buyer(2)] });
	const lead = change(patch);
	expect(await trigger.poll()).toEqual([{ changed, ...lead }]);
	expect(await trigger.poll()).toBeNull();
});

test.each([
	['its data', { lead_data: { email: 'other@example.com' } }],
	['the buyers’ order', { buyers: [buyer(2), buyer(1)] }],
	['how "not returned" is said', { returned: false, return_reason: null }],
])('%s is no change', async (_, patch) => {
	const { trigger, change } = await watching({ buyers: [buyer(1), buyer(2)] });
	change(patch);
	expect(await trigger.poll()).toBeNull();
});

test('each of several changes', async () => {
	const { trigger, change, lead } = await watching();
	for (const status of ['ACCEPTED', 'ERROR', 'ACCEPTED']) {
		change({ status });
		here.step(MINUTE);
		expect(ids(await trigger.poll())).toEqual([lead.id]);
	}
});

test('a lead that is returned already when it is first seen', async () => {
	const { trigger } = await watching();
	const [lead] = here.addLeads({ returned: true, return_reason: 'x' });
	expect(await trigger.poll()).toEqual([{ changed: ['return'], ...lead }]);
	expect(await trigger.poll()).toBeNull();
});

test('one that was returned before the trigger was active is old', async () => {
	const { trigger } = await watching({ returned: true });
	expect(await trigger.poll()).toBeNull();
});

test('the window is the user’s, and each change in it is seen over midnight', async () => {
	const { trigger, change, lead } = await watching({}, { options: { windowHours: 20 } });
	here.step(18 * HOUR);
	change({ status: 'ACCEPTED' });
	expect(ids(await trigger.poll())).toEqual([lead.id]);
	here.step(2 * HOUR);
	await trigger.poll();
	change({ status: 'ERROR' });
	here.step(MINUTE);
	expect(await trigger.poll()).toBeNull();
});

test('a change while n8n was down', async () => {
	const { trigger, change, lead } = await watching();
	here.step(23 * HOUR);
	change({ returned: true });
	expect(ids(await trigger.restart())).toEqual([lead.id]);
});

test('all pages of the window are read', async () => {
	const leads = here.addLeads({ count: 320, ago: MINUTE, returned: false });
	const trigger = await here.active(leadChanged());
	const changed = [leads[0], leads[150], leads[319]];
	for (const { id } of changed) here.sandbox.changeLead(id, { returned: true });
	expect(ids(await trigger.poll())).toEqual(ids(changed));
	expect(here.asked()).toHaveLength(4);
});

describe('filters', () => {
	test('only some changes', async () => {
		const { trigger, change, lead } = await watching(
			{},
			{ filters: { leadChanges: ['return', 'buyers'] } },
		);
		change({ status: 'ACCEPTED' });
		expect(await trigger.poll()).toBeNull();
		change({ returned: true });
		expect(await trigger.poll()).toMatchObject([{ id: lead.id, changed: ['return'] }]);
	});

	test('other changes from now on bring nothing old', async () => {
		const { trigger, change } = await watching({}, { filters: { leadChanges: ['return'] } });
		change({ status: 'ACCEPTED' });
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.activate({ filters: {} })).toBeNull();
	});

	test('status and test leads', async () => {
		const { trigger, change, lead } = await watching(
			{},
			{ filters: { status: ['accepted'], testLeads: 'exclude' } },
		);
		change({ error_code: 1 });
		expect(await trigger.poll()).toBeNull();
		change({ status: 'ACCEPTED' });
		expect(ids(await trigger.poll())).toEqual([lead.id]);
		change({ returned: true, test: true });
		expect(await trigger.poll()).toBeNull();
	});

	test('a longer window brings nothing old', async () => {
		here.addLeads({ ago: 30 * HOUR, returned: true });
		const { trigger } = await watching();
		expect(await trigger.activate({ options: { windowHours: 72 } })).toBeNull();
	});
});

test('a test in the editor shows a lead as it would come', async () => {
	const { trigger, lead } = await watching({}, { filters: { leadChanges: ['return'] } });
	expect(await trigger.test()).toEqual([{ changed: ['return'], ...lead }]);
});

test.each([
	[{ output: undefined }, { status: 'ACCEPTED', buyer: null, sold_for: 0 }],
	[{ output: 'selected', fields: ['status'] }, { status: 'ACCEPTED' }],
])('%j: what changed comes first', async (output, expected) => {
	const { trigger, change } = await watching();
	Object.assign(trigger.parameters, output);
	change({ status: 'ACCEPTED', revenue: 0 });
	const [item, ...more] = await trigger.poll();
	expect(more).toEqual([]);
	expect(Object.keys(item)[0]).toBe('changed');
	expect(item).toMatchObject({ changed: ['status'], ...expected });
	expect(item).not.toHaveProperty('buyers');
});

test('one row per buyer’s answer, each with what changed', async () => {
	const { trigger, change } = await watching({ buyers: [buyer(1), buyer(2)] });
	trigger.parameters.output = 'buyerRows';
	const lead = change({ status: 'ACCEPTED' });
	expect(
		(await trigger.poll()).map(({ id, changed, buyer_id }) => [id, changed, buyer_id]),
	).toEqual([
		[lead.id, ['status'], 1],
		[lead.id, ['status'], 2],
	]);
});
