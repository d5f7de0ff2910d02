'use strict';

const { leadsQuery, useSandbox } = require('./support.cjs');

const sandbox = useSandbox();

/** All pages of a campaign's leads, each with its cursor. */
async function pagesOf(query) {
	const pages = [];
	let cursor;
	do {
		const { body } = await sandbox.lp(
			leadsQuery({ ...query, ...(cursor && { search_after: cursor }) }),
		);
		pages.push(body);
		cursor = body.search_after;
	} while (cursor && pages.length < 200);
	return pages;
}

const idsOf = (leads) => leads.map(({ id }) => id);
const uniqueIds = (pages) => [...new Set(pages.flatMap(({ leads }) => idsOf(leads)))];

describe('campaigns', () => {
	it('lists the samples and the made-up account as a bare array', async () => {
		const { status, body } = await sandbox.lp('/public/campaigns');
		expect(status).toBe(200);
		expect(body).toHaveLength(12);
		expect(body.find(({ id }) => id === 21624).suppliers[0]).toEqual({
			id: 55077,
			client_id: 10673,
			client_name: 'PrecisionProspects',
			nickname: 'Landing Page/Form/Submission',
			paused: 0,
			test_mode: 0,
			hash: '2yaxvv2ixl65',
			api_specs_url: 'https://api.leadprosper.io/api-specs?hash=2yaxvv2ixl65',
			caps: {
				leads: [
					{ limit: 50, used: '0', type: 'day' },
					{ limit: 200, used: '0', type: 'total' },
				],
				budget: [],
			},
		});
	});

	it('gives one, and 404 for one that is not there', async () => {
		expect((await sandbox.lp('/public/campaigns/21626')).body.buyers.map(({ id }) => id)).toEqual([
			55087, 55088, 55090,
		]);
		const missing = await sandbox.lp('/public/campaigns/1');
		expect(missing.status).toBe(404);
		expect(missing.body).toEqual({
			status: 'error',
			message: 'Campaign not found',
			details: null,
		});
	});

	it('pauses and resumes a buyer, and says so when it is in that state already', async () => {
		const pausedIn = async () =>
			(await sandbox.lp('/public/campaigns/21626')).body.buyers[0].paused;
		const pause = '/public/campaigns/21626/pause_buyer/55087';
		expect((await sandbox.lp(pause)).body).toEqual({ status: 'success', data: [] });
		expect(await pausedIn()).toBe(1);
		const again = await sandbox.lp(pause);
		expect(again.status).toBe(400);
		expect(again.body).toEqual({
			status: 'error',
			message: 'Buyer is already paused',
			details: null,
		});

		sandbox.setOptions({ alreadyPausedStatus: 200 });
		expect((await sandbox.lp(pause)).status).toBe(200);

		const resume = '/public/campaigns/21626/resume_buyer/55087';
		expect((await sandbox.lp(resume)).status).toBe(200);
		expect(await pausedIn()).toBe(0);
		expect((await sandbox.lp(resume)).body.message).toBe('Buyer is already live');
		expect((await sandbox.lp('/public/campaigns/21626/pause_buyer/1')).status).toBe(404);
	});
});

describe('one lead', () => {
	it('gives the sample of the cheat sheet, without a time', async () => {
		const { body } = await sandbox.lp('/public/lead/Oi_PE5UB8JeApcHI06lG');
		expect(body).toMatchObject({ status: 'ACCEPTED', revenue: 19, campaign_id: 21626 });
		expect(body.buyers.map(({ status }) => status)).toEqual(['ACCEPTED', 'PINGED', 'PINGED']);
		expect(body).not.toHaveProperty('lead_date_ms');
	});

	it('answers 404 for an unknown one', async () => {
		expect((await sandbox.lp('/public/lead/nope')).status).toBe(404);
		expect((await sandbox.lp(`/public/lead/${encodeURIComponent('a/b?ü')}`)).status).toBe(404);
		expect(sandbox.violations()).toEqual([]);
	});
});

describe('the pages of a list of leads', () => {
	it('are those of the cheat sheet, then empty', async () => {
		const [first, second] = await pagesOf({ campaign: '23880' });
		expect(idsOf(first.leads)).toEqual([
			'm-40dpQB8JeApcHIrulS',
			'eqgydpQB8J-QmL7XLdHZ',
			'tVnEZZQB8JeApcHImTna',
			'szWwUZQB8J-QmL7XnoeZ',
			'mHCXSJQB8JeApcHI-i_2',
			'818SLpQB8JeApcHIsq4P',
		]);
		expect(first.search_after).toBe('1735939764751');
		expect(second).toEqual({ leads: [] });
	});

	it('hold 100, newest first, until the list ends', async () => {
		const pages = await pagesOf({ campaign: '30103' });
		const times = pages.flatMap(({ leads }) => leads.map((lead) => Number(lead.lead_date_ms)));
		expect(times).toHaveLength(3500);
		expect(times).toEqual([...times].sort((a, b) => b - a));
		expect(pages[0].search_after).toBe(pages[0].leads.at(-1).lead_date_ms);
	});

	it('end with an empty one after exactly two full ones', async () => {
		const pages = await pagesOf({ campaign: '30104' });
		expect(pages.map(({ leads }) => leads.length)).toEqual([100, 100, 0]);
		expect(pages[2].search_after).toBe('');
	});

	it('may be short and go on', async () => {
		const pages = await pagesOf({ campaign: '30105' });
		expect(pages[0].leads).toHaveLength(60);
		expect(pages[1].leads).toHaveLength(100);
		expect(uniqueIds(pages)).toHaveLength(1500);
	});

	it('repeat leads that share a millisecond at their edge, and lose none', async () => {
		const pages = await pagesOf({ campaign: '30106' });
		expect(pages[1].leads[0].id).toBe(pages[0].leads[99].id);
		expect(pages.flatMap(({ leads }) => leads).length).toBeGreaterThan(450);
		expect(uniqueIds(pages)).toHaveLength(450);
		expect(pages.at(-1).search_after).toBeNull();
	});

	it('may always start with the last lead of the page before', async () => {
		const pages = await pagesOf({ campaign: '30107' });
		expect(pages[1].leads[0].id).toBe(pages[0].leads[99].id);
		expect(uniqueIds(pages)).toHaveLength(630);
	});

	it('are one empty page for a campaign without leads', async () => {
		expect(await pagesOf({ campaign: '30108' })).toEqual([{ leads: [], search_after: '' }]);
	});
});

describe('filters of a list of leads', () => {
	it.each([
		['accepted', 'ACCEPTED'],
		['error', 'ERROR'],
		['duplicated', 'DUPLICATED'],
	])('status %s', async (status, expected) => {
		const { body } = await sandbox.lp(leadsQuery({ campaign: '30101', status }));
		expect(new Set(body.leads.map((lead) => lead.status))).toEqual(new Set([expected]));
	});

	it('days, both included, in the time zone', async () => {
		// New York went from 02:00 to 03:00 on this day: it has 23 hours.
		const day = { start_date: '2026-03-08', end_date: '2026-03-08' };
		const from = Date.parse('2026-03-08T05:00:00Z');
		const until = Date.parse('2026-03-09T04:00:00Z');
		const expected = sandbox.data
			.leads(30101)
			.filter(({ lead_date_ms: ms }) => Number(ms) >= from && Number(ms) < until);
		const pages = await pagesOf({ campaign: '30101', ...day });
		expect(expected.length).toBeGreaterThan(10);
		expect(pages.flatMap(({ leads }) => leads)).toEqual(expected);
	});

	it('supplier and field', async () => {
		const sample = sandbox.data.leads(30101)[5];
		const { body } = await sandbox.lp(
			leadsQuery({
				campaign: '30101',
				supplier: sample.supplier.id,
				field_name: 'email',
				field_value: sample.lead_data.email,
			}),
		);
		expect(idsOf(body.leads)).toContain(sample.id);
		expect(new Set(body.leads.map(({ lead_data: data }) => data.email)).size).toBe(1);
	});

	it.each(['EST', '+02:00', 'UTC+2', 'Mars/Olympus', ''])(
		'refuse the time zone "%s"',
		async (zone) => {
			const { status } = await sandbox.lp(leadsQuery({ campaign: '30101', timezone: zone }));
			expect(status).toBe(422);
		},
	);

	it('refuse an end before the start, by field', async () => {
		const { status, body } = await sandbox.lp(
			leadsQuery({ campaign: '30101', start_date: '2026-02-02', end_date: '2026-02-01' }),
		);
		expect(status).toBe(422);
		expect(body.errors).toHaveProperty('end_date');
	});
});

describe('stats', () => {
	const days = 'start_date=2026-02-01&end_date=2026-02-28&timezone=America/New_York';

	it('add up, from campaign to suppliers to leads', async () => {
		const { body } = await sandbox.lp(`/public/stats?${days}&campaign=30101,30102`);
		expect(body.map(({ campaign }) => campaign.id)).toEqual([30101, 30102]);
		const [{ campaign, suppliers, buyers }] = body;
		const total = (rows, key) => rows.reduce((sum, row) => sum + row[key], 0);
		expect(total(suppliers, 'leads_total')).toBe(campaign.leads_total);
		expect(total(suppliers, 'total_sell')).toBeCloseTo(campaign.total_sell);
		expect(total(buyers, 'total_sell')).toBeCloseTo(campaign.total_sell);

		const from = Date.parse('2026-02-01T05:00:00Z');
		const until = Date.parse('2026-03-01T05:00:00Z');
		const leads = sandbox.data
			.leads(30101)
			.filter((lead) => !lead.test && lead.lead_date_ms >= from && lead.lead_date_ms < until);
		expect(campaign.leads_total).toBe(leads.length);
		expect(campaign.leads_accepted + campaign.leads_duplicated + campaign.leads_failed).toBe(
			leads.length,
		);
		expect(campaign.profit).toBeCloseTo(campaign.total_sell - campaign.total_buy);
	});

	it("use each campaign's own time zone unless told", async () => {
		const range = 'start_date=2026-02-01&end_date=2026-02-28&campaign=30103';
		const own = await sandbox.lp(`/public/stats?${range}`);
		const told = await sandbox.lp(`/public/stats?${range}&timezone=America/Los_Angeles`);
		expect(own.body).toEqual(told.body);
	});

	it('of one supplier need a campaign and a group', async () => {
		const supplier = '&campaign=21624&supplier=55077';
		const { body } = await sandbox.lp(`/public/stats?${days}${supplier}&group=sub2`);
		expect(body[0].suppliers.map(({ id }) => id)).toEqual([55077]);
		expect((await sandbox.lp(`/public/stats?${days}${supplier}`)).status).toBe(422);
		expect(sandbox.violations()).toHaveLength(1);
		expect(sandbox.operations()).toMatchObject({
			getSupplierStats: { service: 'leadProsper', count: 1, sure: 'doc' },
			getCampaignStats: { count: 0 },
		});
	});
});
