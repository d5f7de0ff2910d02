const { EMPTY, byId, leadProsperTests } = require('./support.cjs');

const lp = leadProsperTests();

const march = { period: 'custom', startDate: '2026-03-01', endDate: '2026-03-12' };
const range = { start_date: '2026-03-01', end_date: '2026-03-12' };
const queries = () => lp.requests().map(({ query }) => query);

/** The service's own answer, without the node. */
async function asked(query) {
	const url = `${lp.sandbox.leadProsper.baseUrl}/public/stats?${new URLSearchParams(query)}`;
	const headers = { Authorization: `Bearer ${lp.apiKey}` };
	const answer = await fetch(url, { headers });
	lp.sandbox.clearRequests();
	return JSON.parse(await answer.text());
}

const start = ({ campaign }) => ({
	campaign_id: campaign.id,
	campaign_name: campaign.name,
	...range,
	timezone: 'America/New_York',
});

describe('Get Campaign Stats', () => {
	let stats;
	beforeEach(async () => {
		stats = await asked({ ...range, timezone: 'America/New_York' });
	});

	test('as the API answers', async () => {
		const { items } = await lp.run('analytics', 'getCampaignStats', {
			...march,
			output: 'response',
		});
		expect(items[0]).toHaveLength(12);
		expect(items[0]).toEqual(stats);
	});

	test('one row per campaign, which is what comes by default', async () => {
		const { items } = await lp.run('analytics', 'getCampaignStats', march);
		expect(items[0]).toEqual(
			stats.map((entry) => {
				const { id: _id, name: _name, ...figures } = entry.campaign;
				return { ...start(entry), ...figures };
			}),
		);
		expect(Object.keys(items[0][0]).slice(0, 5)).toEqual([
			'campaign_id',
			'campaign_name',
			'start_date',
			'end_date',
			'timezone',
		]);
	});

	test('in each campaign’s own time zone, if the user wants that', async () => {
		lp.sandbox.clearRequests();
		const options = { campaignTimeZone: true, timezone: 'Asia/Kolkata' };
		const { items } = await lp.run('analytics', 'getCampaignStats', { ...march, options });
		expect(queries()).toEqual([range]);
		expect(items[0][0].timezone).toBe('campaign’s own');
	});

	test.each(['suppliers', 'buyers'])('one row for each of the %s', async (output) => {
		const { items } = await lp.run('analytics', 'getCampaignStats', { ...march, output });
		expect(items[0].length).toBeGreaterThan(12);
		expect(items[0]).toEqual(
			stats.flatMap((entry) => entry[output].map((row) => ({ ...start(entry), ...row }))),
		);
		for (const row of items[0]) {
			for (const value of Object.values(row)) expect(typeof value).not.toBe('object');
		}
	});

	test.each([
		[['21624', '21626']],
		['21624, 21626'],
		['={{ ["21624", 21626, "21624"] }}'],
		['={{ "21624,21626" }}'],
	])('several campaigns, given as %j, in one request', async (campaignIds) => {
		const { items, error } = await lp.run('analytics', 'getCampaignStats', {
			...march,
			campaignScope: 'several',
			campaignIds,
		});
		expect(error).toBeUndefined();
		expect(items[0].map((row) => row.campaign_id)).toEqual([21624, 21626]);
		expect(queries()).toEqual([
			{ ...range, timezone: 'America/New_York', campaign: '21624,21626' },
		]);
	});

	test('one campaign', async () => {
		const { items } = await lp.run('analytics', 'getCampaignStats', {
			...march,
			campaignScope: 'one',
			campaignId: byId('30106'),
		});
		expect(items[0].map((row) => row.campaign_id)).toEqual([30106]);
	});

	test.each([
		['={{ [] }}', 'No campaign was picked'],
		[EMPTY, 'No campaign was picked'],
		[['21624', ''], 'Campaign ID is empty'],
	])('refuses %j for several campaigns before any request', async (campaignIds, message) => {
		const { error } = await lp.run('analytics', 'getCampaignStats', {
			...march,
			campaignScope: 'several',
			campaignIds,
		});
		expect(error.message).toBe(message);
		expect(lp.requests()).toHaveLength(0);
	});

	test('an empty answer', async () => {
		lp.sandbox.fault({ kind: 'emptyList' });
		const { status, items } = await lp.run('analytics', 'getCampaignStats', march);
		expect(status).toBe('success');
		expect(items).toEqual([[]]);
	});

	test('a list without its list', async () => {
		lp.sandbox.fault({ kind: 'notAList', times: 3 });
		const { error } = await lp.run('analytics', 'getCampaignStats', march);
		expect(error.message).toBe('Lead Prosper answered, but without a list of statistics');
	});
});

describe('Get Supplier Stats', () => {
	const supplier = {
		...march,
		campaignId: byId('21624'),
		supplierId: byId('55077'),
		group: { __rl: true, mode: 'name', value: 'sub2' },
	};
	const query = { ...range, campaign: '21624', supplier: '55077', group: 'sub2' };

	test('one row per supplier, which is what comes by default', async () => {
		const stats = await asked({ ...query, timezone: 'America/New_York' });
		const { items } = await lp.run('analytics', 'getSupplierStats', supplier);
		const [row] = stats[0].suppliers;
		expect(items[0]).toEqual([
			{ ...start(stats[0]), ...row, group_by: 'sub2', sub_id: row.sub2 ?? null },
		]);
		expect(queries()[0]).toEqual({ ...query, timezone: 'America/New_York' });
		expect(lp.requests()[0].operationId).toBe('getSupplierStats');
	});

	test('sub1 is the column to begin with', async () => {
		const { group: _group, ...rest } = supplier;
		await lp.run('analytics', 'getSupplierStats', rest);
		expect(queries()[0].group).toBe('sub1');
	});

	test.each([
		[{ supplierId: byId(EMPTY) }, 'Supplier ID is empty'],
		[{ campaignId: byId(EMPTY) }, 'Campaign ID is empty'],
		[{ group: { __rl: true, mode: 'name', value: EMPTY } }, 'Group By is empty'],
	])('refuses %j before any request', async (bad, message) => {
		const { error } = await lp.run('analytics', 'getSupplierStats', { ...supplier, ...bad });
		expect(error.message).toBe(message);
		expect(lp.requests()).toHaveLength(0);
	});

	test('a supplier that isn’t there', async () => {
		const { error } = await lp.run('analytics', 'getSupplierStats', {
			...supplier,
			supplierId: byId('1'),
		});
		expect(error.message).toBe('Supplier not found');
		lp.expectNoSecrets(error);
	});
});
