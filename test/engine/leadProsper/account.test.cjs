/** The account as rows: accounting, statistics by day, buyers and suppliers. */
const { EMPTY, byId, leadProsperTests } = require('./support.cjs');

const lp = leadProsperTests();

async function asked(path, query) {
	const url = `${lp.sandbox.leadProsper.baseUrl}${path}?${new URLSearchParams(query)}`;
	const headers = { Authorization: `Bearer ${lp.apiKey}` };
	const answer = await fetch(url, { headers });
	lp.sandbox.clearRequests();
	return JSON.parse(await answer.text());
}

describe('Accounting: Get Many', () => {
	const march = {
		period: 'custom',
		startDate: '2026-03-01',
		endDate: '2026-03-12',
		returnAll: true,
	};
	const range = { start_date: '2026-03-01', end_date: '2026-03-12' };

	test.each([
		[{}, { client_type: 'buyers', mode: 'granular' }],
		[{ clientType: 'suppliers' }, { client_type: 'suppliers', mode: 'granular' }],
		[{ mode: 'standard' }, { client_type: 'buyers' }],
	])('%j', async (parameters, query) => {
		const rows = await asked('/public/accounting', { ...range, ...query });
		const { items } = await lp.run('accounting', 'getAll', { ...march, ...parameters });
		expect(items[0].length).toBeGreaterThan(5);
		expect(items[0]).toEqual(rows);
		expect(lp.requests()[0].query).toEqual({ ...range, ...query });
	});

	test('a limit', async () => {
		const { items } = await lp.run('accounting', 'getAll', {
			...march,
			returnAll: false,
			limit: 3,
		});
		expect(items[0]).toHaveLength(3);
	});

	test('rows in the envelope that other answers have', async () => {
		const body = { status: 'success', data: [{ campaign_id: 1 }] };
		lp.sandbox.fault({ kind: 'status', status: 200, body });
		expect((await lp.run('accounting', 'getAll', march)).items[0]).toEqual(body.data);
	});

	test('something else is no answer', async () => {
		lp.sandbox.fault({ kind: 'notAList', times: 3 });
		const { error } = await lp.run('accounting', 'getAll', march);
		expect(error.message).toBe('Lead Prosper answered, but without accounting rows');
	});

	test('a start after the end is refused before any request', async () => {
		const { error } = await lp.run('accounting', 'getAll', { ...march, endDate: '2026-02-01' });
		expect(error.message).toMatch(/is after End Date/);
		expect(lp.requests()).toHaveLength(0);
	});
});

describe('Analytics: Get Daily Stats', () => {
	/** Over the day on which New York's clocks go forward. */
	const days = ['2026-03-07', '2026-03-08', '2026-03-09'];
	const dates = { period: 'custom', startDate: days[0], endDate: days[2] };

	test.each(['campaigns', 'suppliers', 'buyers'])(
		'a row per day for each of the %s',
		async (output) => {
			const expected = [];
			for (const date of days) {
				const query = { start_date: date, end_date: date, timezone: 'America/New_York' };
				for (const entry of await asked('/public/stats', query)) {
					const { id, name, ...figures } = entry.campaign;
					const start = {
						campaign_id: id,
						campaign_name: name,
						date,
						timezone: 'America/New_York',
					};
					const rows = output === 'campaigns' ? [figures] : entry[output];
					expected.push(...rows.map((row) => ({ ...start, ...row })));
				}
			}
			const { items } = await lp.run('analytics', 'getDailyStats', { ...dates, output });
			expect(items[0]).toEqual(expected);
			expect(lp.requests()).toHaveLength(3);
		},
	);

	test('several campaigns in one request a day', async () => {
		const { items } = await lp.run('analytics', 'getDailyStats', {
			...dates,
			campaignScope: 'several',
			campaignIds: ['21624', '30101'],
		});
		expect(items[0].map((row) => `${row.date} ${row.campaign_id}`)).toEqual(
			days.flatMap((date) => [`${date} 21624`, `${date} 30101`]),
		);
		expect(lp.requests().map(({ query }) => query.campaign)).toEqual(Array(3).fill('21624,30101'));
	});

	test('a month and a leap day', async () => {
		const { items } = await lp.run('analytics', 'getDailyStats', {
			period: 'custom',
			startDate: '2028-02-15',
			endDate: '2028-03-15',
			campaignScope: 'one',
			campaignId: byId('21624'),
		});
		expect(items[0]).toHaveLength(30);
		expect(items[0].map(({ date }) => date)).toContain('2028-02-29');
	});

	test('waits for the rate limit instead of failing', async () => {
		lp.sandbox.setRateLimit({ service: 'leadProsper', limit: 5, windowMs: 1000, retryAfter: true });
		const { items, hints } = await lp.run('analytics', 'getDailyStats', {
			period: 'custom',
			startDate: '2026-03-01',
			endDate: '2026-03-08',
			campaignScope: 'one',
			campaignId: byId('21624'),
		});
		expect(items[0].map(({ date }) => date)).toEqual(
			Array.from({ length: 8 }, (_, day) => `2026-03-0${day + 1}`),
		);
		expect(hints[0].message).toContain('Waited');
	});
});

describe.each([
	['buyer', 'buyers'],
	['supplier', 'suppliers'],
])('%s: Get Many', (resource, kind) => {
	const getMany = (parameters) => lp.run(resource, 'getAll', { returnAll: true, ...parameters });
	const parties = (campaigns = lp.sandbox.data.campaigns()) =>
		campaigns.flatMap((campaign) => campaign[kind].map((party) => ({ campaign, party })));
	const percents = ({ caps }) =>
		Array.isArray(caps)
			? []
			: [...caps.leads, ...caps.budget].map(({ used, limit }) => (Number(used) / limit) * 100);

	test('all, with one request: campaign, name and state', async () => {
		const { items } = await getMany();
		expect(
			items[0].map(({ campaign_id, campaign_name, id, name, paused }) => ({
				campaign_id,
				campaign_name,
				id,
				name,
				paused,
			})),
		).toEqual(
			parties().map(({ campaign, party }) => ({
				campaign_id: campaign.id,
				campaign_name: campaign.name,
				id: party.id,
				name: party.nickname ?? party.client_name,
				paused: party.paused === 1,
			})),
		);
		expect(lp.requests()).toHaveLength(1);
		for (const row of items[0]) {
			for (const value of Object.values(row)) {
				expect(value === null || typeof value !== 'object').toBe(true);
			}
		}
		lp.expectNoSecrets(items);
	});

	test('each cap, and the fullest', async () => {
		const { items } = await getMany();
		parties().forEach(({ party }, index) => {
			const row = items[0][index];
			const all = percents(party);
			if (all.length === 0) {
				expect(row).toMatchObject({ cap: null, cap_percent: null });
				return;
			}
			expect(row.cap_percent).toBeCloseTo(Math.max(...all), 1);
			for (const { type, limit, used } of party.caps.leads) {
				expect(row[`leads_${type}_limit`]).toBe(limit);
				expect(row[`leads_${type}_used`]).toBe(Number(used));
				expect(row[`leads_${type}_percent`]).toBeCloseTo((Number(used) / limit) * 100, 1);
			}
		});
	});

	test.each([true, false])('paused %j', async (paused) => {
		const { items } = await getMany({ filters: { paused } });
		const expected = parties().filter(({ party }) => (party.paused === 1) === paused);
		expect(expected.length).toBeGreaterThan(0);
		expect(items[0].map(({ id }) => id)).toEqual(expected.map(({ party }) => party.id));
	});

	test.each([0, 90, 100])('cap at or over %i %%', async (capAtLeast) => {
		const { items } = await getMany({ filters: { capAtLeast } });
		const expected = parties().filter(({ party }) =>
			percents(party).some((percent) => percent >= capAtLeast - 0.001),
		);
		expect(expected.length).toBeGreaterThan(0);
		expect(items[0].map(({ id }) => id)).toEqual(expected.map(({ party }) => party.id));
	});

	test('one campaign, several campaigns, a limit', async () => {
		const { items: one } = await getMany({ campaignScope: 'one', campaignId: byId('30103') });
		expect(one[0].map(({ id }) => id)).toEqual(lp.campaign(30103)[kind].map(({ id }) => id));
		const several = { campaignScope: 'several', campaignIds: '30103,21624' };
		const { items: two } = await getMany(several);
		const expected = [30103, 21624].flatMap((id) => lp.campaign(id)[kind]);
		expect(two[0].map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
		const { items: first } = await getMany({ ...several, returnAll: false, limit: 1 });
		expect(first[0]).toEqual(two[0].slice(0, 1));
	});

	test('several campaigns of which one isn’t there', async () => {
		const { error } = await getMany({ campaignScope: 'several', campaignIds: '21624,1' });
		expect(error.message).toBe('Lead Prosper knows no campaign 1');
	});

	test('a percentage that is none', async () => {
		const { error } = await getMany({ filters: { capAtLeast: '={{ "most" }}' } });
		expect(error.message).toBe('Cap at or Over must be a percentage, not “most”');
		expect(lp.requests()).toHaveLength(0);
	});

	test.each(['undefined', 'null', '""', '" "'])(
		'a filter whose expression gives %s is refused before any request',
		async (value) => {
			const share = await getMany({ filters: { capAtLeast: `={{ ${value} }}` } });
			expect(share.error?.message).toBe('The filter Cap at or Over (%) is empty');
			const paused = await getMany({ filters: { paused: `={{ ${value} }}` } });
			expect(paused.error?.message).toMatch(/^Paused must be true or false, and is /);
			expect(lp.requests()).toHaveLength(0);
		},
	);

	/** The account has one campaign with one party, of which these fields are given. */
	function answerWith(fields) {
		const party = { id: 1, client_name: 'Client', nickname: null, paused: 0, caps: [], ...fields };
		const body = [{ id: 2, name: 'C', buyers: [], suppliers: [], [kind]: [party] }];
		lp.sandbox.fault({ kind: 'status', status: 200, body });
	}

	test.each([
		[0, false],
		[1, true],
		[false, false],
		[true, true],
		['0', false],
		['1', true],
	])('a party whose paused is %j', async (paused, expected) => {
		answerWith({ paused });
		expect((await getMany()).items[0]).toEqual([expect.objectContaining({ paused: expected })]);
		answerWith({ paused });
		expect((await getMany({ filters: { paused: expected } })).items[0]).toHaveLength(1);
		answerWith({ paused });
		expect((await getMany({ filters: { paused: !expected } })).items[0]).toHaveLength(0);
	});

	test.each([0, null, undefined, ''])('a cap of %j has no percentage', async (limit) => {
		const caps = { leads: [{ limit, used: '7', type: 'day' }], budget: [] };
		answerWith({ caps });
		const [[row]] = (await getMany()).items;
		expect(row).toMatchObject({ cap: null, cap_percent: null, leads_day_percent: null });
		expect(row).toMatchObject({ leads_day_limit: limit === 0 ? 0 : null, leads_day_used: 7 });
		answerWith({ caps });
		expect((await getMany({ filters: { capAtLeast: 0 } })).items[0]).toEqual([]);
	});

	test('of two caps of a type the fuller one is shown', async () => {
		const cap = (limit, used) => ({ limit, used, type: 'day' });
		answerWith({ caps: { leads: [cap(10, '9'), cap(100, '20'), cap(0, '5')], budget: [] } });
		const [[row]] = (await getMany()).items;
		expect(row).toMatchObject({
			cap: 'leads_day',
			cap_percent: 90,
			leads_day_limit: 10,
			leads_day_used: 9,
			leads_day_percent: 90,
		});
	});

	test('what is almost used up is not used up', async () => {
		const caps = { leads: [{ limit: 10_000, used: '9999', type: 'day' }], budget: [] };
		answerWith({ caps });
		expect((await getMany({ filters: { capAtLeast: 100 } })).items[0]).toEqual([]);
		answerWith({ caps });
		expect((await getMany({ filters: { capAtLeast: '99.99' } })).items[0]).toHaveLength(1);
	});

	test('no campaign', async () => {
		const { error } = await getMany({ campaignScope: 'one', campaignId: byId(EMPTY) });
		expect(error.message).toBe('Campaign ID is empty');
	});
});

test('suppliers’ keys come only if asked for', async () => {
	const { items } = await lp.run('supplier', 'getAll', {
		campaignScope: 'one',
		campaignId: byId('21624'),
		options: { includeSupplierKeys: true },
	});
	expect(items[0].map(({ hash }) => hash)).toEqual(
		lp.campaign(21624).suppliers.map(({ hash }) => hash),
	);
});
