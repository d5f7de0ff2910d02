const { byId, leadProsperTests } = require('./support.cjs');

const lp = leadProsperTests();

describe('Get', () => {
	test('raw: the lead unchanged', async () => {
		const { items } = await lp.run('lead', 'get', {
			leadId: 'Oi_PE5UB8JeApcHI06lG',
			output: 'raw',
		});
		const { lead_date_ms: _ms, ...lead } = lp.sandbox.data
			.leads(21626)
			.find(({ id }) => id === 'Oi_PE5UB8JeApcHI06lG');
		expect(items).toEqual([[lead]]);
	});

	test.each([
		['={{ "" }}', 'Lead ID is empty'],
		['..', 'Lead ID is “..”, which is no ID'],
		['={{ undefined }}', 'Lead ID is empty'],
	])('refuses %j before any request', async (leadId, message) => {
		const { error } = await lp.run('lead', 'get', { leadId });
		expect(error.message).toBe(message);
		expect(lp.requests()).toHaveLength(0);
	});

	test.each(['nope', 'a/b', '?x', 'ü', '-m-40dpQB8JeApcHIrulS'])(
		'%j isn’t there',
		async (leadId) => {
			const { error } = await lp.run('lead', 'get', { leadId });
			expect(error.message).toBe('Lead not found');
			expect(error.description).toContain('knows no lead');
			expect(lp.requests().map(({ path }) => path)).toEqual([
				`/public/lead/${encodeURIComponent(leadId)}`,
			]);
			lp.expectNoSecrets(error);
		},
	);
});

const HALF_A_YEAR = { period: 'custom', startDate: '2025-10-01', endDate: '2026-03-12' };
const halfAYear = (campaign) => lp.leadsBetween(campaign, '2025-10-01', '2026-03-12');
const of = (campaign, more = {}) => ({
	campaignScope: 'one',
	campaignId: byId(String(campaign)),
	...HALF_A_YEAR,
	...more,
});
const getMany = (parameters, options) =>
	lp.run('lead', 'getAll', { output: 'raw', ...parameters }, options);
const ids = (leads) => leads.map(({ id }) => id);

describe('Get Many of one campaign', () => {
	test.each([
		[1, 1],
		[50, 1],
		[100, 1],
		[101, 2],
		[250, 3],
	])('limit %i takes %i requests', async (limit, count) => {
		const { items } = await getMany(of(30101, { limit }));
		expect(items[0]).toEqual(halfAYear(30101).slice(0, limit));
		expect(lp.requests()).toHaveLength(count);
	});

	test('50 without a choice', async () => {
		const { items } = await getMany(of(30101));
		expect(items[0]).toEqual(halfAYear(30101).slice(0, 50));
	});

	test.each([0, -1, 1.5, 'many', ''])(
		'a limit of %j is refused before any request',
		async (limit) => {
			const { error } = await getMany(of(30101, { limit: `={{ ${JSON.stringify(limit)} }}` }));
			expect(error.message).toMatch(/^Limit must be a whole number of at least 1/);
			expect(lp.requests()).toHaveLength(0);
		},
	);

	test.each([
		['a cursor on every page', 23880, { startDate: '2025-01-01', endDate: '2025-01-31' }, 6],
		['two full pages and an empty one', 30104, { startDate: '2025-08-01' }, 200],
		['a short first page', 30105, {}, undefined],
		['three leads a millisecond', 30106, {}, undefined],
		['pages that begin with the last lead of the page before', 30107, {}, undefined],
		['no leads', 30108, {}, 0],
	])('reads all, each once: %s', async (_name, campaign, dates, count) => {
		const { items } = await getMany(of(campaign, { returnAll: true, ...dates }));
		const { startDate, endDate } = { ...HALF_A_YEAR, ...dates };
		const expected = lp.leadsBetween(campaign, startDate, endDate);
		if (count !== undefined) expect(expected).toHaveLength(count);
		expect(items[0]).toEqual(expected);
		expect(new Set(ids(items[0])).size).toBe(expected.length);
	});

	describe('a list that does not get any further', () => {
		/** Every page is the first one: the service does not know its own cursor. */
		const stuckList = () => {
			const leads = halfAYear(30101).slice(0, 100);
			const body = { leads, search_after: leads.at(-1).lead_date_ms };
			lp.sandbox.fault({ kind: 'status', status: 200, body, path: 'public/leads', times: 20 });
			return leads;
		};

		test('is told on the panel and in the log, with what came', async () => {
			const leads = stuckList();
			const { items, hints, logged } = await getMany(of(30101, { returnAll: true }));
			expect(items[0]).toEqual(leads);
			const text =
				'The list of leads of campaign 30101 does not get any further. Lead Prosper gives the same leads for every cursor, so older leads may be missing here.';
			expect(hints.map(({ message }) => message)).toEqual([expect.stringContaining(text)]);
			expect(logged).toEqual([expect.stringContaining(text)]);
			expect(lp.requests()).toHaveLength(4);
		});

		test('fails, if the user wants that', async () => {
			stuckList();
			const options = { ifIncomplete: 'fail' };
			const { error } = await getMany(of(30101, { returnAll: true, options }));
			expect(error.message).toMatch(
				/^The list of leads of campaign 30101 does not get any further/,
			);
		});

		test('is not asked further than a limit needs', async () => {
			const leads = stuckList();
			const { items, hints } = await getMany(of(30101, { limit: 100 }));
			expect(items[0]).toEqual(leads);
			expect(hints).toEqual([]);
		});
	});

	test.each(['null', '', null])('a next cursor of %j ends the list', async (value) => {
		lp.sandbox.fault({ kind: 'nextCursor', value });
		const { items } = await getMany(of(30101, { returnAll: true }));
		expect(items[0]).toHaveLength(100);
		expect(lp.requests()).toHaveLength(1);
	});

	test('oldest first', async () => {
		const { items } = await getMany(
			of(30107, { returnAll: true, options: { order: 'oldestFirst' } }),
		);
		expect(items[0]).toEqual(halfAYear(30107).reverse());
	});

	test('oldest first with a limit gives the oldest', async () => {
		const { items } = await getMany(of(30107, { limit: 3, options: { order: 'oldestFirst' } }));
		expect(items[0]).toEqual(halfAYear(30107).reverse().slice(0, 3));
	});

	test('the days are those of the time zone', async () => {
		const day = { startDate: '2026-03-08', endDate: '2026-03-08', returnAll: true };
		for (const timezone of ['America/New_York', 'Asia/Tokyo']) {
			const { items } = await getMany(of(30101, { ...day, options: { timezone } }));
			const expected = lp.leadsBetween(30101, '2026-03-08', '2026-03-08', timezone);
			expect(expected.length).toBeGreaterThan(0);
			expect(items[0]).toEqual(expected);
		}
		expect(lp.requests().map(({ query }) => query.timezone)).toEqual([
			'America/New_York',
			'Asia/Tokyo',
		]);
	});

	test('a campaign that isn’t there', async () => {
		const { error } = await getMany(of(1));
		expect(error.message).toBe('Campaign not found');
		expect(error.description).toContain('knows no campaign 1');
		lp.expectNoSecrets(error);
	});

	test('a list without its list', async () => {
		lp.sandbox.fault({ kind: 'notAList', times: 3 });
		const { error } = await getMany(of(30101));
		expect(error.message).toBe('Lead Prosper answered, but without a list of leads');
	});

	test('a validation error names its field', async () => {
		const words = 'The timezone must be a valid zone.';
		const body = { message: 'The given data was invalid.', errors: { timezone: [words] } };
		lp.sandbox.fault({ kind: 'status', status: 422, body });
		const { error } = await getMany(of(30101));
		expect(error.message).toBe(`The given data was invalid. ${words}`);
	});

	test('stops when the execution is cancelled during a wait', async () => {
		const headers = { 'Retry-After': '30' };
		lp.sandbox.fault({ kind: 'status', status: 429, headers, body: {} });
		const { ms, status } = await getMany(of(30101), {
			cancelAfterMs: 300,
			onError: 'continueRegularOutput',
		});
		expect(status).toBe('canceled');
		expect(ms).toBeLessThan(3000);
		expect(lp.requests()).toHaveLength(1);
	});
});

describe('filters', () => {
	const filtered = (filters, more) => getMany(of(30101, { returnAll: true, filters, ...more }));

	test.each(['accepted', 'duplicated', 'error'])('status %s', async (status) => {
		const { items } = await filtered({ status }, { startDate: '2026-02-01' });
		const expected = lp
			.leadsBetween(30101, '2026-02-01', '2026-03-12')
			.filter((lead) => lead.status === status.toUpperCase());
		expect(expected.length).toBeGreaterThan(0);
		expect(items[0]).toEqual(expected);
		expect(lp.requests()[0].query.status).toBe(status);
	});

	const supplierId = () => String(lp.campaign(30101).suppliers[0].id);

	test('supplier', async () => {
		const { items } = await filtered({ supplierId: supplierId() }, { startDate: '2026-03-01' });
		const expected = lp
			.leadsBetween(30101, '2026-03-01', '2026-03-12')
			.filter(({ supplier }) => String(supplier.id) === supplierId());
		expect(expected.length).toBeGreaterThan(0);
		expect(items[0]).toEqual(expected);
		expect(lp.requests()[0].query.supplier).toBe(supplierId());
	});

	test('field', async () => {
		const filters = { fieldName: 'insured', fieldValue: 'Yes' };
		const { items } = await filtered(filters, { startDate: '2026-03-01' });
		const expected = lp
			.leadsBetween(30101, '2026-03-01', '2026-03-12')
			.filter(({ lead_data: data }) => data.insured === 'Yes');
		expect(expected.length).toBeGreaterThan(0);
		expect(items[0]).toEqual(expected);
		expect(lp.requests()[0].query).toMatchObject({ field_name: 'insured', field_value: 'Yes' });
	});

	test('a status in the letters that leads have it in', async () => {
		const { items } = await filtered({ status: '={{ "DUPLICATED" }}' });
		expect(items[0].length).toBeGreaterThan(0);
		expect(lp.requests()[0].query.status).toBe('duplicated');
	});

	test('a field value that is true or false', async () => {
		const leads = [true, false].map((insured) => ({ id: insured, lead_data: { insured } }));
		lp.sandbox.fault({ kind: 'status', status: 200, body: { leads, search_after: '' } });
		const { items } = await filtered({ fieldName: 'insured', fieldValue: '={{ false }}' });
		expect(ids(items[0])).toEqual([false]);
	});

	describe('test leads', () => {
		const all = [true, 1, '1', false, 0, '0', undefined].map((test, id) => ({
			id,
			test,
			status: 'ACCEPTED',
		}));
		const [tests, real] = [all.slice(0, 3), all.slice(3)];

		test.each([
			[{}, all],
			[{ testLeads: 'include' }, all],
			[{ testLeads: 'exclude' }, real],
			[{ testLeads: 'only' }, tests],
			[{ testLeads: 'exclude', status: 'accepted' }, real],
		])('%j', async (filters, expected) => {
			lp.sandbox.fault({ kind: 'status', status: 200, body: { leads: all, search_after: '' } });
			const { items } = await filtered(filters);
			expect(ids(items[0])).toEqual(ids(expected));
		});

		test('don’t count for the limit', async () => {
			lp.sandbox.addLeads({ campaignId: 30101, count: 3, lead: { test: true } });
			const real = lp.sandbox.data.leads(30101).filter((lead) => !lead.test);
			const { items } = await getMany(of(30101, { limit: 5, filters: { testLeads: 'exclude' } }));
			expect(ids(items[0])).toEqual(ids(real.slice(0, 5)));
		});
	});

	describe('that only this node applies', () => {
		const wanted = (fits) => halfAYear(30101).filter(fits);
		const bought = (id) => (lead) =>
			lead.buyers.some((buyer) => buyer.id === id && buyer.status === 'ACCEPTED');
		const buyerId = () => lp.campaign(30101).buyers[0].id;

		test.each([
			['returned', { returned: true }, (lead) => lead.returned === true],
			['not returned', { returned: '={{ "false" }}' }, (lead) => lead.returned !== true],
			['minimum price', { minimumPrice: 12.5 }, (lead) => lead.revenue >= 12.5],
			['a price of nothing', { minimumPrice: 0 }, () => true],
		])('%s', async (_name, filters, fits) => {
			const { items } = await filtered(filters);
			expect(wanted(fits).length).toBeGreaterThan(0);
			expect(items[0]).toEqual(wanted(fits));
			const sent = lp.requests().flatMap(({ query }) => Object.keys(query));
			const known = ['campaign', 'start_date', 'end_date', 'timezone', 'search_after'];
			expect([...new Set(sent)].sort()).toEqual(known.sort());
		});

		test('buyer: the leads that it bought, not those that it was offered', async () => {
			const { items } = await filtered({ buyerId: `={{ ${buyerId()} }}` });
			expect(items[0]).toEqual(wanted(bought(buyerId())));
			const offered = wanted(({ buyers }) => buyers.some(({ id }) => id === buyerId()));
			expect(items[0].length).toBeLessThan(offered.length);
		});

		test.each([
			(digits) => digits,
			(digits) => `={{ ${digits} }}`,
			(digits) => `+1 (${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`,
			(digits) => `1.${digits}`,
		])('phone, written in way %#', async (write) => {
			const [, , lead] = halfAYear(30101);
			const { phone } = lead.lead_data;
			const { items } = await filtered({ phone: write(phone) });
			expect(items[0]).toEqual(wanted((one) => one.lead_data.phone === phone));
			expect(items[0]).toContainEqual(lead);
		});

		test('the limit counts what passed, and reading stops when it is reached', async () => {
			const returned = wanted((lead) => lead.returned);
			const { items } = await filtered({ returned: true }, { returnAll: false, limit: 3 });
			expect(items[0]).toEqual(returned.slice(0, 3));
			const place = halfAYear(30101).indexOf(returned[2]) + 1;
			expect(place).toBeGreaterThan(3);
			expect(lp.requests()).toHaveLength(1 + Math.ceil((place - 100) / 99));
		});

		test('a lead without the fields passes none but “not returned”', async () => {
			const body = { leads: [{ id: 'bare' }, { id: 'odd', buyers: {}, revenue: 'free' }] };
			const found = async (filters) => {
				lp.sandbox.fault({ kind: 'status', status: 200, body });
				const { items, error } = await filtered(filters);
				expect(error).toBeUndefined();
				return ids(items[0] ?? []);
			};
			expect(await found({ returned: true })).toEqual([]);
			expect(await found({ buyerId: '55080' })).toEqual([]);
			expect(await found({ minimumPrice: 0 })).toEqual([]);
			expect(await found({ phone: '2125550100' })).toEqual([]);
			expect(await found({ returned: false })).toEqual(['bare', 'odd']);
		});
	});

	test('a service that doesn’t know a newer filter doesn’t make the result wrong', async () => {
		const [first] = halfAYear(30101);
		const others = halfAYear(30101).filter(({ supplier }) => supplier.id !== first.supplier.id);
		const body = { leads: [others[0], first], search_after: null };
		lp.sandbox.fault({ kind: 'status', status: 200, body });
		const { items } = await filtered({ supplierId: String(first.supplier.id) });
		expect(items[0]).toEqual([first]);
	});

	test.each([
		[{ buyerId: '={{ undefined }}' }, 'The filter Buyer ID is empty'],
		[
			{ minimumPrice: '={{ "$5" }}' },
			'The filter Minimum Price must be a number of at least 0, not “$5”',
		],
		[
			{ minimumPrice: '={{ -1 }}' },
			'The filter Minimum Price must be a number of at least 0, not “-1”',
		],
		[{ minimumPrice: '={{ "" }}' }, 'The filter Minimum Price is empty'],
		[{ phone: '={{ $json.nothing }}' }, 'The filter Phone is empty'],
		[{ phone: '555-01' }, 'The filter Phone has no phone number: “555-01”'],
		[{ phone: '212-555-0100 x5' }, 'The filter Phone has no phone number: “212-555-0100 x5”'],
		[{ returned: '={{ "maybe" }}' }, 'Returned must be true or false, and is “maybe”'],
		[{ fieldName: 'insured' }, 'The filter Field Value is missing'],
		[{ fieldValue: 'Yes' }, 'The filter Field Name is missing'],
		[{ supplierId: '={{ undefined }}' }, 'The filter Supplier ID is empty'],
		[{ supplierId: '={{ null }}' }, 'The filter Supplier ID is empty'],
		[{ supplierId: ' ' }, 'The filter Supplier ID is empty'],
		[{ status: '={{ undefined }}' }, 'The filter Status is empty'],
		[{ status: '={{ "sold" }}' }, 'The filter Status has no “sold”'],
		[{ testLeads: '={{ undefined }}' }, 'The filter Test Leads is empty'],
		[{ testLeads: '={{ "no" }}' }, 'The filter Test Leads has no “no”'],
		[
			{ fieldName: '={{ undefined }}', fieldValue: '={{ undefined }}' },
			'The filter Field Name is empty',
		],
		[
			{ fieldName: 'insured', fieldValue: '={{ $json.nothing }}' },
			'The filter Field Value is empty',
		],
	])('refuses %j before any request', async (filters, message) => {
		const { error } = await filtered(filters);
		expect(error.message).toBe(message);
		expect(lp.requests()).toHaveLength(0);
	});
});

describe('Get Many of several and all campaigns', () => {
	const WEEK = { period: 'custom', startDate: '2026-03-06', endDate: '2026-03-12' };
	const week = (campaign) => lp.leadsBetween(campaign, '2026-03-06', '2026-03-12');
	const allCampaigns = () => lp.sandbox.data.campaigns().map(({ id }) => id);

	test('all: every campaign’s leads, one campaign after another', async () => {
		const { items } = await getMany({ campaignScope: 'all', ...WEEK, returnAll: true });
		expect(items[0]).toEqual(allCampaigns().flatMap(week));
		const leadRequests = lp.requests().filter(({ path }) => path === '/public/leads');
		const pages = allCampaigns().map((id) => Math.max(1, Math.ceil(week(id).length / 100)));
		// Campaign 30105 has a first page of 60, others one that leads to an empty page.
		expect(leadRequests.length).toBeLessThanOrEqual(pages.reduce((a, b) => a + b, 0) + 3);
		expect(lp.requests()).toHaveLength(leadRequests.length + 1);
	});

	test('several, each once', async () => {
		const { items } = await getMany({
			campaignScope: 'several',
			campaignIds: ['30106', '21624', '30106'],
			...WEEK,
			returnAll: true,
		});
		expect(items[0]).toEqual([30106, 21624].flatMap(week));
	});

	test('with a limit nothing is read after it is reached', async () => {
		const [first, second] = [21624, 21626].map((id) => week(id).length);
		expect(first).toBeLessThan(100);
		const several = { campaignScope: 'several', campaignIds: '21624,21626,30101', ...WEEK };

		const { items } = await getMany({ ...several, limit: first });
		expect(items[0]).toEqual(week(21624));
		expect(lp.requests()).toHaveLength(1);

		lp.sandbox.clearRequests();
		const { items: more } = await getMany({ ...several, limit: first + second });
		expect(more[0]).toEqual([21624, 21626].flatMap(week));
		expect(lp.requests()).toHaveLength(2);
	});

	test('oldest first within each campaign', async () => {
		const { items } = await getMany({
			campaignScope: 'several',
			campaignIds: ['30106', '21624'],
			...WEEK,
			returnAll: true,
			options: { order: 'oldestFirst' },
		});
		expect(items[0]).toEqual([30106, 21624].flatMap((id) => week(id).reverse()));
	});

	test('a lead that comes without its campaign gets it', async () => {
		const body = { leads: [{ id: 'a' }], search_after: '' };
		lp.sandbox.fault({ kind: 'status', status: 200, body });
		const { items } = await getMany(of(30101));
		expect(items[0]).toEqual([{ campaign_id: 30101, id: 'a' }]);
	});

	test('an account without campaigns', async () => {
		lp.sandbox.fault({ kind: 'emptyList' });
		const { items, status } = await getMany({ campaignScope: 'all', ...WEEK, returnAll: true });
		expect(status).toBe('success');
		expect(items).toEqual([[]]);
		expect(lp.requests()).toHaveLength(1);
	});

	test('stays within the rate limit', async () => {
		lp.sandbox.setRateLimit({
			service: 'leadProsper',
			limit: 10,
			windowMs: 2000,
			retryAfter: true,
		});
		const { items } = await getMany({ campaignScope: 'all', ...WEEK, returnAll: true });
		expect(items[0]).toEqual(allCampaigns().flatMap(week));
	});
});

test('items keep their order and their pairs', async () => {
	const items = [30101, 1, 30106].map((campaign) => ({ campaign }));
	const parameters = of('={{ $json.campaign }}', { limit: 2 });
	const { raw } = await getMany(parameters, { items, onError: 'continueRegularOutput' });
	expect(raw[0].map(({ pairedItem }) => pairedItem.item)).toEqual([0, 0, 1, 2, 2]);
	expect(raw[0].map(({ json }) => json.campaign_id)).toEqual([
		30101,
		30101,
		undefined,
		30106,
		30106,
	]);
	const { error } = await getMany(parameters, { items });
	expect(error.message).toBe('Campaign not found');
	expect(error.context.itemIndex).toBe(1);
});
