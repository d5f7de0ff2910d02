/** Lead: Get Summary, compared with what the sandbox's own leads come to, counted in cents. */
const { byId, leadProsperTests, ZONE } = require('./support.cjs');

const lp = leadProsperTests();

const DAYS = { startDate: '2026-03-01', endDate: '2026-03-12' };
const RANGE = { start_date: '2026-03-01', end_date: '2026-03-12', timezone: ZONE };
const ACCEPTED = 'ACCEPTED';

const of = (...campaigns) => ({ campaignScope: 'several', campaignIds: campaigns.map(String) });
const summary = (parameters, options) =>
	lp.run('lead', 'getSummary', { period: 'custom', ...DAYS, ...parameters }, options);

const leadsOf = (...campaigns) =>
	campaigns.flatMap((id) => lp.leadsBetween(id, DAYS.startDate, DAYS.endDate));
const all = () => leadsOf(...lp.sandbox.data.campaigns().map(({ id }) => id));

const cents = (list, amount) => list.reduce((sum, one) => sum + Math.round(amount(one) * 100), 0);
const money = (list, amount) => cents(list, amount) / 100;
const percent = (part, whole) => (whole === 0 ? null : Math.round((part / whole) * 1000) / 10);

/** The figures of a row that stands for these leads. */
function figures(leads) {
	const accepted = leads.filter(({ status }) => status === ACCEPTED).length;
	const returned = leads.filter((lead) => lead.returned);
	const cost = cents(leads, (lead) => lead.cost);
	const revenue = cents(leads, (lead) => lead.revenue);
	return {
		leads: leads.length,
		accepted,
		accepted_percent: percent(accepted, leads.length),
		returned: returned.length,
		returned_percent: percent(returned.length, accepted),
		cost: cost / 100,
		revenue: revenue / 100,
		profit: (revenue - cost) / 100,
		returned_cost: money(returned, (lead) => lead.cost),
		returned_revenue: money(returned, (lead) => lead.revenue),
	};
}

/** The rows by what they stand for, as text. */
const byKey = (rows, keyOf) => Object.fromEntries(rows.map((row) => [String(keyOf(row)), row]));

/** @returns {Array<[string, any[]]>} */
function groupsOf(list, keyOf) {
	const keys = new Set(list.map((one) => String(keyOf(one))));
	return [...keys].map((key) => [key, list.filter((one) => String(keyOf(one)) === key)]);
}

const grouped = (leads, keyOf) =>
	Object.fromEntries(groupsOf(leads, keyOf).map(([key, some]) => [key, figures(some)]));

describe('groups', () => {
	test.each([
		['supplier', (row) => row.supplier_id, (lead) => lead.supplier.id],
		['campaign', (row) => row.campaign_id, (lead) => lead.campaign_id],
		['status', (row) => row.status, (lead) => lead.status],
		['reason', (row) => row.error_code, (lead) => lead.error_code],
		['returnReason', (row) => row.return_reason, (lead) => lead.return_reason ?? null],
		['lp_subid1', (row) => row.lp_subid1, (lead) => lead.lead_data.lp_subid1 ?? null],
		['lp_subid2', (row) => row.lp_subid2, (lead) => lead.lead_data.lp_subid2 ?? null],
	])('by %s', async (name, ofRow, ofLead) => {
		const { items, error } = await summary({ groupBy: [name] });
		expect(error).toBeUndefined();
		const expected = grouped(all(), ofLead);
		expect(Object.keys(expected).length).toBeGreaterThan(1);
		expect(byKey(items[0], ofRow)).toMatchObject(expected);
		expect(items[0]).toHaveLength(Object.keys(expected).length);
	});

	test('by supplier without a choice, the most leads first, with names and days', async () => {
		const { items } = await summary({});
		const sizes = items[0].map(({ leads }) => leads);
		expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
		const [first] = items[0];
		const lead = all().find(({ supplier }) => supplier.id === first.supplier_id);
		expect(first).toMatchObject({ supplier_name: lead.supplier.name, ...RANGE });
		expect(Object.keys(first).slice(0, 6)).toEqual([
			'supplier_id',
			'supplier_name',
			'start_date',
			'end_date',
			'timezone',
			'leads',
		]);
	});

	test('by several: a row for each combination that occurs', async () => {
		const { items } = await summary({ groupBy: ['status', 'campaign'], ...of(30101, 30106) });
		const expected = grouped(leadsOf(30101, 30106), (lead) => [lead.status, lead.campaign_id]);
		expect(byKey(items[0], (row) => [row.status, row.campaign_id])).toMatchObject(expected);
		expect(items[0]).toHaveLength(Object.keys(expected).length);
		expect(Object.keys(items[0][0]).slice(0, 3)).toEqual([
			'status',
			'campaign_id',
			'campaign_name',
		]);
	});

	test('none: one row with the totals', async () => {
		const { items } = await summary({ groupBy: [], ...of(30101) });
		expect(items[0]).toEqual([{ ...RANGE, ...figures(leadsOf(30101)) }]);
	});

	test.each([
		['a text with commas', '={{ "status, supplier" }}'],
		['a list', '={{ ["status", "supplier", "status"] }}'],
	])('from an expression: %s', async (_name, groupBy) => {
		const { items } = await summary({ groupBy, ...of(30101) });
		const chosen = await summary({ groupBy: ['status', 'supplier'], ...of(30101) });
		expect(items).toEqual(chosen.items);
	});

	test('a further sub-ID by its name', async () => {
		lp.sandbox.addLeads({ campaignId: 30108, lead: { lead_data: { lp_subid7: 'seven' } } });
		const { items } = await summary({ groupBy: '={{ ["lp_subid7"] }}', ...of(30108) });
		expect(items[0]).toMatchObject([{ lp_subid7: 'seven', leads: 1 }]);
	});

	test.each([
		['={{ ["toString"] }}', 'Group By has no “toString”'],
		['={{ "status, colour" }}', 'Group By has no “colour”'],
		['={{ $json.nothing }}', 'Group By is empty'],
		['={{ "" }}', 'Group By is empty'],
	])('%s is refused before any request', async (groupBy, message) => {
		const { error } = await summary({ groupBy });
		expect(error.message).toBe(message);
		expect(error.description).toContain('Choose from buyer, campaign, reason');
		expect(lp.requests()).toHaveLength(0);
	});
});

describe('by buyer', () => {
	test('each buyer’s own answers and prices, and what nobody bought', async () => {
		const { items } = await summary({ groupBy: ['buyer'] });
		const leads = all();
		const parts = leads.flatMap((lead) => lead.buyers.map((buyer) => ({ lead, buyer })));
		const unsold = leads.filter((lead) => !lead.buyers.some(({ status }) => status === ACCEPTED));
		const groups = groupsOf(parts, ({ buyer }) => buyer.id);
		const expected = groups.map(([id, some]) => {
			const bought = some.filter(({ buyer }) => buyer.status === ACCEPTED);
			const cost = cents(bought, ({ lead }) => lead.cost);
			const revenue = cents(bought, ({ buyer }) => buyer.sell_price);
			const figuresOfBuyer = {
				buyer_name: some[0].buyer.name,
				leads: some.length,
				accepted: bought.length,
				returned: bought.filter(({ lead }) => lead.returned).length,
				cost: cost / 100,
				revenue: revenue / 100,
				profit: (revenue - cost) / 100,
			};
			return [id, figuresOfBuyer];
		});
		expect(expected.length).toBeGreaterThan(5);
		expect(byKey(items[0], (row) => row.buyer_id)).toMatchObject({
			...Object.fromEntries(expected),
			null: { buyer_name: null, ...figures(unsold) },
		});
		expect(items[0]).toHaveLength(expected.length + 1);
	});

	/** A lead of a quiet campaign, with what matters here. */
	const addLead = (lead) => lp.sandbox.addLeads({ campaignId: 30108, lead });
	const rows = async (groupBy) => (await summary({ groupBy, ...of(30108) })).items[0];
	const buyer = (id, status, price, more = {}) => ({
		id,
		name: `Buyer ${id}`,
		client: { id, name: `Client ${id}` },
		status,
		error_code: 0,
		error_message: '',
		sell_price: price,
		...more,
	});

	test('the cost of a lead that several bought is shared by their prices, and adds up', async () => {
		const buyers = [buyer(1, ACCEPTED, 10), buyer(2, 'ERROR', 0), buyer(3, ACCEPTED, 20.5)];
		addLead({ status: ACCEPTED, cost: 10, revenue: 30.5, buyers, returned: true });
		expect(await rows(['buyer'])).toMatchObject([
			{ buyer_id: 1, accepted: 1, returned: 1, cost: 3.27, revenue: 10, returned_cost: 3.27 },
			{ buyer_id: 2, accepted: 0, returned: 0, cost: 0, revenue: 0 },
			{ buyer_id: 3, accepted: 1, returned: 1, cost: 6.73, revenue: 20.5 },
		]);
	});

	test('a supplier who is paid for a lead that nobody bought', async () => {
		addLead({ status: 'ERROR', cost: 1.5, revenue: 0, buyers: [buyer(1, 'ERROR', 0)] });
		expect(await rows(['buyer'])).toMatchObject([
			{ buyer_id: 1, leads: 1, cost: 0 },
			{ buyer_id: null, leads: 1, cost: 1.5, profit: -1.5 },
		]);
	});

	test('with Reason and Status: what this buyer answered', async () => {
		const no = { error_code: 1006, error_message: 'Outside of the area' };
		const buyers = [buyer(1, 'ERROR', 0, no), buyer(3, ACCEPTED, 20)];
		addLead({ status: ACCEPTED, error_code: 0, error_message: '', cost: 10, buyers });
		expect(await rows(['buyer', 'status', 'reason'])).toMatchObject([
			{ buyer_id: 1, status: 'ERROR', error_code: 1006, reason: 'Outside of the area' },
			{ buyer_id: 3, status: ACCEPTED, error_code: 0, reason: null },
		]);
	});
});

describe('days', () => {
	test.each([
		['the clocks go forward', '2026-03-08', 23],
		['an ordinary day', '2026-03-09', 24],
		['the clocks go back', '2025-11-02', 25],
	])('%s: the leads of the whole day, in the time zone', async (_name, day, hours) => {
		const dayLeads = lp.leadsBetween(30101, day, day);
		const [newest, oldest] = [dayLeads.at(0), dayLeads.at(-1)].map((lead) =>
			Number(lead.lead_date_ms),
		);
		expect(newest - oldest).toBeLessThan(hours * 3_600_000);
		const { items } = await summary({ startDate: day, endDate: day, groupBy: [], ...of(30101) });
		expect(items[0]).toMatchObject([{ start_date: day, end_date: day, ...figures(dayLeads) }]);
	});

	test('the time zone under Options', async () => {
		const day = { startDate: '2026-03-08', endDate: '2026-03-08' };
		const options = { timezone: 'Asia/Tokyo' };
		const { items } = await summary({ ...day, groupBy: [], options, ...of(30101) });
		const expected = lp.leadsBetween(30101, day.startDate, day.endDate, 'Asia/Tokyo');
		expect(items[0]).toMatchObject([{ timezone: 'Asia/Tokyo', ...figures(expected) }]);
		expect(figures(expected)).not.toEqual(
			figures(lp.leadsBetween(30101, day.startDate, day.endDate)),
		);
	});

	test('without leads: no row, or one of zeros where nothing is grouped', async () => {
		const none = { startDate: '2020-01-01', endDate: '2020-01-31' };
		expect((await summary(none)).items[0] ?? []).toEqual([]);
		const { items } = await summary({ ...none, groupBy: [] });
		expect(items[0]).toMatchObject([
			{ leads: 0, accepted_percent: null, returned_percent: null, cost: 0, profit: 0 },
		]);
	});

	test('an end before the start is refused before any request', async () => {
		const { error } = await summary({ startDate: '2026-03-02', endDate: '2026-03-01' });
		expect(error.message).toMatch(/^Start Date \(2026-03-02\) is after End Date/);
		expect(lp.requests()).toHaveLength(0);
	});
});

describe('reading', () => {
	const HALF_A_YEAR = { startDate: '2025-10-01', endDate: '2026-03-12' };

	test('each lead counts once, however the pages overlap', async () => {
		for (const id of [23880, 30104, 30105, 30106, 30107]) {
			const { items } = await summary({ ...HALF_A_YEAR, groupBy: [], ...of(id) });
			const leads = lp.leadsBetween(id, HALF_A_YEAR.startDate, HALF_A_YEAR.endDate);
			expect(items[0]).toMatchObject([figures(leads)]);
		}
	});

	test('as many requests as the panel says', async () => {
		const { items } = await summary({ ...HALF_A_YEAR, groupBy: [], ...of(30101) });
		const thousands = items[0][0].leads / 1000;
		expect(thousands).toBeGreaterThan(1);
		expect(lp.requests().length / thousands).toBeLessThan(11);
	});

	test('a list that does not get any further is told, or fails if the user wants that', async () => {
		const leads = leadsOf(30101).slice(0, 100);
		const body = { leads, search_after: leads.at(-1).lead_date_ms };
		const fault = { kind: 'status', status: 200, body, path: 'public/leads', times: 20 };
		lp.sandbox.fault(fault);
		const told = await summary({ groupBy: [], ...of(30101) });
		expect(told.items[0]).toMatchObject([figures(leads)]);
		expect(told.hints.map(({ message }) => message)).toEqual([
			expect.stringContaining('does not get any further'),
		]);
		lp.sandbox.reset();
		lp.sandbox.fault(fault);
		const options = { ifIncomplete: 'fail' };
		const { error } = await summary({ groupBy: [], options, ...of(30101) });
		expect(error.message).toMatch(/^The list of leads of campaign 30101 does not get any further/);
	});

	test('a campaign that can’t be read fails the item: half a summary is none', async () => {
		const { error, items } = await summary({ ...of(30101, 1) });
		expect(error.message).toBe('Campaign not found');
		expect(items.flat()).toEqual([]);
	});

	test('each input item has its own summary', async () => {
		const { items, raw } = await summary(
			{ campaignScope: 'one', campaignId: byId('={{ $json.id }}'), groupBy: [] },
			{ items: [{ id: 30106 }, { id: 30101 }] },
		);
		expect(items[0]).toMatchObject([30106, 30101].map((id) => figures(leadsOf(id))));
		expect(raw[0].map(({ pairedItem }) => pairedItem.item)).toEqual([0, 1]);
	});
});

describe('leads without the fields', () => {
	const answer = (leads) =>
		lp.sandbox.fault({ kind: 'status', status: 200, body: { leads, search_after: '' } });

	test('count, in a row of their own', async () => {
		answer([{ id: 'a' }, { id: 'b', supplier: null, buyers: 'none', lead_data: [] }]);
		const groupBy = ['supplier', 'status', 'buyer', 'reason', 'lp_subid1', 'returnReason'];
		const { items, hints } = await summary({ groupBy, ...of(30101) });
		expect(items[0]).toMatchObject([
			{ supplier_id: null, status: null, buyer_id: null, lp_subid1: null, leads: 2, cost: 0 },
		]);
		expect(hints).toEqual([]);
	});

	test('an accepted lead without an amount that can be read is told', async () => {
		const sold = { status: ACCEPTED, cost: '1.10', revenue: '2.20' };
		const leads = [{ ...sold, cost: null }, { ...sold, revenue: '$3' }, sold];
		answer(leads.map((lead, id) => ({ id, ...lead })));
		const { items, hints, logged } = await summary({ groupBy: [], ...of(30101) });
		expect(items[0]).toMatchObject([{ leads: 3, cost: 2.2, revenue: 4.4, profit: 2.2 }]);
		const text = '2 accepted leads show no cost or no revenue that can be read';
		expect(hints.map(({ message }) => message)).toEqual([expect.stringContaining(text)]);
		expect(logged).toEqual([expect.stringContaining(text)]);
	});

	test('money does not drift', async () => {
		answer(
			Array.from({ length: 10 }, (_, id) => ({ id, status: ACCEPTED, cost: 0.1, revenue: 0.7 })),
		);
		const { items } = await summary({ groupBy: [], ...of(30101) });
		expect(items[0]).toMatchObject([{ cost: 1, revenue: 7, profit: 6 }]);
	});
});

test('has the filters of Get Many', async () => {
	const filters = { status: 'accepted', returned: true, minimumPrice: 10, testLeads: 'exclude' };
	const { items } = await summary({ groupBy: [], filters, ...of(30101, 30106) });
	const expected = leadsOf(30101, 30106).filter(
		(lead) => lead.status === ACCEPTED && lead.returned && lead.revenue >= 10 && !lead.test,
	);
	expect(expected.length).toBeGreaterThan(0);
	expect(items[0]).toMatchObject([figures(expected)]);
	expect(lp.requests().every(({ query }) => query.status === 'accepted')).toBe(true);
});
