/** What the editor asks for while somebody fills in the fields. */
const { passTime } = require('../support/clock.cjs');
const { byId, fromList, leadProsperTests } = require('./support.cjs');

const lp = leadProsperTests();

const search = async (name, parameters, filter) =>
	(await lp.callMethod('listSearch', name, parameters, [filter])).results;
const label = ({ nickname, client_name, id, paused }) => ({
	name: `${nickname ?? client_name} (${id})${paused ? ' (paused)' : ''}`,
	value: String(id),
});

describe('campaigns', () => {
	test('all, by name and ID', async () => {
		const all = lp.sandbox.data
			.campaigns()
			.map(({ id, name }) => ({ name: `${name} (${id})`, value: String(id) }));
		expect(await search('searchCampaigns')).toEqual(all);
		expect(await lp.callMethod('loadOptions', 'getCampaigns')).toEqual(all);
	});

	test.each([
		['solar', ['21626']],
		['TÜREN', ['30106']],
		['2162', ['21624', '21626']],
		['nothing like it', []],
	])('that match %j', async (filter, values) => {
		const results = await search('searchCampaigns', {}, filter);
		expect(results.map(({ value }) => value)).toEqual(values);
	});

	test('a wrong key is said in words', async () => {
		lp.sandbox.fault({ kind: 'status', status: 401, body: { message: 'Unauthenticated.' } });
		await expect(search('searchCampaigns')).rejects.toThrow(
			'Lead Prosper does not accept the API key',
		);
	});
});

describe.each([
	['searchBuyers', 'buyers', 'buyer', 'pause'],
	['searchSuppliers', 'suppliers', 'analytics', 'getSupplierStats'],
])('%s', (method, kind, resource, operation) => {
	const parameters = (campaignId) => ({ resource, operation, campaignId });

	test.each([21624, 24240, 30101, 30103])('of campaign %i', async (campaign) => {
		const results = await search(method, parameters(fromList(String(campaign))));
		const parties = lp.campaign(campaign)[kind];
		const of = (paused) => parties.filter((party) => (party.paused === 1) === paused);
		expect(results).toEqual([...of(false), ...of(true)].map(label));
		lp.expectNoSecrets(results);
	});

	test('that match a filter', async () => {
		const [wanted] = lp.campaign(21624)[kind];
		expect(await search(method, parameters(byId('21624')), String(wanted.id))).toEqual([
			label(wanted),
		]);
	});

	test.each([
		['', 'No campaign was picked yet'],
		['={{ $json.campaign_id }}', 'The campaign comes from an expression'],
	])('with %j as the campaign says what to do', async (value, message) => {
		await expect(search(method, parameters(byId(value)))).rejects.toThrow(message);
		expect(lp.requests()).toHaveLength(0);
	});
});

test('a paused buyer is marked, and comes last', async () => {
	const picked = { campaignId: byId('21626'), buyerId: byId('55087') };
	await lp.run('buyer', 'pause', picked);
	const results = await search('searchBuyers', {
		resource: 'buyer',
		operation: 'pause',
		...picked,
	});
	expect(results.length).toBeGreaterThan(1);
	expect(results.at(-1).name).toBe('CoreConnect Leads (55087) (paused)');
});

test('typing reads the campaigns once', async () => {
	for (const filter of ['s', 'so', 'sol']) await search('searchCampaigns', {}, filter);
	expect(lp.requests()).toHaveLength(1);
	passTime(10_000);
	await search('searchCampaigns', {}, 'sola');
	expect(lp.requests()).toHaveLength(2);
});

test('only lists are served from what was read before: a run reads anew', async () => {
	await search('searchCampaigns');
	await lp.run('campaign', 'getAll');
	await lp.callMethod('loadOptions', 'getCampaigns');
	expect(lp.requests()).toHaveLength(3);
});

test.each([
	['0', ''],
	['1', ' (paused)'],
	[false, ''],
	[true, ' (paused)'],
])('a buyer whose paused is %j', async (paused, mark) => {
	const body = { id: 21626, buyers: [{ id: 1, client_name: 'Client', paused }] };
	lp.sandbox.fault({ kind: 'status', status: 200, body });
	const [{ name }] = await search('searchBuyers', { campaignId: byId('21626') });
	expect(name).toBe(`Client (1)${mark}`);
});

describe('with a supplier’s key only', () => {
	const parameters = (operation) => ({
		resource: 'lead',
		operation,
		authentication: 'supplierKey',
		campaignId: byId('21624'),
	});

	test.each(['submit', 'ping', 'post'])('%s has no lists, and says what to do', async (step) => {
		await expect(search('searchCampaigns', parameters(step))).rejects.toThrow(
			'With a supplier’s key there are no lists: choose By ID and enter the campaign’s ID',
		);
		await expect(search('searchSuppliers', parameters(step))).rejects.toThrow(
			'With a supplier’s key there are no lists: choose By ID and enter the supplier’s ID',
		);
		expect(lp.requests()).toHaveLength(0);
	});
});

test('sub-ID columns need no request', async () => {
	const named = (name) => ({ name, value: name });
	expect(await search('searchSubIds')).toEqual(['sub1', 'sub2', 'sub3'].map(named));
	expect(await search('searchSubIds', {}, '2')).toEqual([named('sub2')]);
	expect(lp.requests()).toHaveLength(0);
});
