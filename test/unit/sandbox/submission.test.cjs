'use strict';

const { ask, leadsQuery, useSandbox, TODAY } = require('./support.cjs');

const sandbox = useSandbox();

/** Control fields of a campaign's first supplier that takes leads. */
function supplierOf(campaignId) {
	const { suppliers } = sandbox.data.campaigns().find(({ id }) => id === campaignId);
	const supplier = suppliers.find(({ paused, test_mode: testMode }) => !paused && !testMode);
	return { lp_campaign_id: campaignId, lp_supplier_id: supplier.id, lp_key: supplier.hash };
}

const PERSON = {
	first_name: 'Ada',
	last_name: 'Lovelace',
	email: 'ada@example.com',
	phone: '2125550101',
	zip_code: '10001',
	home_owner: 'Yes',
};

const send = (path, json) => ask(sandbox.leadProsper.baseUrl + path, {}, { method: 'POST', json });
const submit = (fields, campaignId = 21626) =>
	send('/direct_post', { ...supplierOf(campaignId), ...PERSON, ...fields });

describe('direct post', () => {
	it('sells a lead, which then is in the lists', async () => {
		const { status, body } = await submit({ lp_subid1: 'form', not_a_field: 'x' });
		expect(status).toBe(200);
		expect(body).toMatchObject({ status: 'ACCEPTED', code: 0, message: '', id: body.lead_id });
		expect(body.price).toBeGreaterThan(0);
		const lead = (await sandbox.lp(`/public/lead/${body.lead_id}`)).body;
		expect(lead.lead_data).toEqual({ ...PERSON, lp_subid1: 'form' });
		expect(lead.test).toBe(false);
		const newest = await sandbox.lp(leadsQuery({ campaign: '21626' }));
		expect(newest.body.leads[0].id).toBe(body.lead_id);
	});

	it('takes a form as well', async () => {
		const { status, body } = await ask(
			`${sandbox.leadProsper.baseUrl}/direct_post`,
			{},
			{ method: 'POST', body: new URLSearchParams({ ...supplierOf(21626), ...PERSON }) },
		);
		expect(status).toBe(200);
		expect(body.status).toBe('ACCEPTED');
	});

	it('refuses with HTTP 200 and a lead id', async () => {
		const missing = (await submit({ email: '' })).body;
		expect(missing).toMatchObject({ status: 'ERROR', code: 1001 });
		expect(missing.message).toContain('email');
		expect((await sandbox.lp(`/public/lead/${missing.lead_id}`)).body.status).toBe('ERROR');
		expect((await submit({ zip_code: '00000' })).body).toMatchObject({
			status: 'ERROR',
			code: 1006,
			lead_id: expect.any(String),
		});
	});

	it('knows a lead that was sold before, unless it was a test', async () => {
		expect((await submit({ lp_action: 'test' })).body.status).toBe('ACCEPTED');
		expect((await submit()).body.status).toBe('ACCEPTED');
		const again = (await submit({ email: 'other@example.com' })).body;
		expect(again).toMatchObject({ status: 'DUPLICATED', code: 1008, lead_id: expect.any(String) });
	});

	it('makes test leads for a supplier in test mode, and none for a paused one', async () => {
		const { lp_supplier_id: supplierId } = supplierOf(21626);
		const fields = supplierOf(21626);
		sandbox.setSupplier(21626, supplierId, { test_mode: 1 });
		const { body } = await submit(fields);
		expect((await sandbox.lp(`/public/lead/${body.lead_id}`)).body.test).toBe(true);
		sandbox.setSupplier(21626, supplierId, { paused: 1 });
		expect((await submit(fields)).body).toMatchObject({ status: 'ERROR' });
	});

	it.each([{ lp_key: 'wrong' }, { lp_supplier_id: 1 }, { lp_campaign_id: 1 }])(
		'refuses %p without making a lead',
		async (fields) => {
			const before = sandbox.data.leads(21626).length;
			const { status, body } = await submit(fields);
			expect(status).toBe(200);
			expect(body).toEqual({ status: 'ERROR', code: 1002, message: expect.any(String) });
			expect(sandbox.data.leads(21626)).toHaveLength(before);
		},
	);

	it('without the control fields is outside the contract', async () => {
		expect((await send('/direct_post', PERSON)).status).toBe(422);
		expect(sandbox.violations()).toHaveLength(1);
	});

	it('may be applied although its answer is lost', async () => {
		sandbox.fault({ kind: 'reset', path: 'direct_post', applied: true });
		const before = sandbox.data.leads(21626).length;
		await expect(submit()).rejects.toThrow();
		expect(sandbox.data.leads(21626)).toHaveLength(before + 1);
	});
});

describe('ping and post', () => {
	it('carry an id over, once', async () => {
		const control = supplierOf(21626);
		const ping = await send('/ping', { ...control, zip_code: '10001', home_owner: 'Yes' });
		expect(ping.body).toEqual({
			status: 'ACCEPTED',
			ping_id: expect.any(String),
			payout: expect.any(Number),
		});
		const lead = { ...control, ...PERSON, lp_ping_id: ping.body.ping_id };
		const post = await send('/post', lead);
		expect(post.body).toEqual({
			status: 'ACCEPTED',
			lead_id: expect.any(String),
			payout: ping.body.payout,
		});
		expect((await send('/post', lead)).body).toMatchObject({
			status: 'DUPLICATED',
			lead_id: post.body.lead_id,
		});
		expect((await send('/post', { ...lead, lp_ping_id: 'nope' })).body.status).toBe('ERROR');
		expect((await send('/post', { ...control, ...PERSON })).status).toBe(422);
	});

	it('one to one: bids, and consent to some of them', async () => {
		const control = supplierOf(23880);
		const { body } = await send('/ping', { ...control, zip_code: '10001' });
		expect(body.bids).toHaveLength(3);
		const [first, second] = body.bids;
		const consent = [second.bid_id, first.bid_id].join(',');
		const lead = { ...control, ...PERSON, lp_ping_id: body.ping_id };
		expect((await send('/post', { ...lead, lp_consent_bids: 'x' })).body.status).toBe('ERROR');
		const post = (await send('/post', { ...lead, lp_consent_bids: consent })).body;
		expect(post.status).toBe('ACCEPTED');
		expect(post.payout).toBeCloseTo(first.payout + second.payout, 1);
	});

	it.each([
		['00000', 1006],
		['99999', 1035],
		['', 1001],
	])('a ping for ZIP code "%s" is refused with %s', async (zip, code) => {
		const fields = { ...supplierOf(21626), zip_code: zip, home_owner: 'Yes' };
		const { body } = await send('/ping', fields);
		expect(body).toEqual({ status: 'ERROR', code, message: expect.any(String) });
	});

	it('every campaign with buyers has one that takes leads', () => {
		const buyersOf = ({ buyers }) => buyers.filter(({ paused }) => paused === 0);
		for (const campaign of sandbox.data.campaigns().filter(({ buyers }) => buyers.length > 0)) {
			expect(buyersOf(campaign).length).toBeGreaterThan(0);
			expect(supplierOf(campaign.id).lp_key).toBeTruthy();
		}
	});
});

describe('after the sale', () => {
	const post = (path, json) => sandbox.lp(path, { method: 'POST', json });

	it('a lead is returned once, if it was sold', async () => {
		const { body } = await submit();
		const json = { lead_id: body.lead_id, reason: 'Wrong number', portal_refund: true };
		expect((await post('/public/lead/return', json)).body).toEqual({ status: 'success', data: [] });
		expect((await sandbox.lp(`/public/lead/${body.lead_id}`)).body).toMatchObject({
			returned: true,
			return_reason: 'Wrong number',
		});
		expect((await post('/public/lead/return', json)).status).toBe(400);
		const failed = (await submit({ email: '' })).body.lead_id;
		expect((await post('/public/lead/return', { ...json, lead_id: failed })).status).toBe(400);
		expect((await post('/public/lead/return', { ...json, lead_id: 'x' })).status).toBe(404);
	});

	it('debug logs are given for five young leads, newest first', async () => {
		const debug = (ids) => post('/public/leads/debug', { lead_ids: ids });
		const ids = sandbox.data
			.leads(30101)
			.slice(0, 6)
			.map(({ id }) => id);
		const { body } = await debug([...ids.slice(0, 3)].reverse().concat('unknown'));
		expect(body.data.map(({ lead_id: id }) => id)).toEqual(ids.slice(0, 3));
		expect((await debug(ids)).status).toBe(422);
		expect((await debug([])).status).toBe(422);
		const old = await debug(['m-40dpQB8JeApcHIrulS']);
		expect(old.body.message).toContain('90 days');
	});

	it('accounting adds up to the stats', async () => {
		const days = 'start_date=2026-02-01&end_date=2026-02-28';
		const total = (rows, key) => rows.reduce((sum, row) => sum + row[key], 0);
		const stats = (await sandbox.lp(`/public/stats?${days}`)).body;
		const sold = total(
			stats.map(({ campaign }) => campaign),
			'total_sell',
		);
		for (const query of ['', '&client_type=suppliers', '&client_type=buyers&mode=granular']) {
			const { body } = await sandbox.lp(`/public/accounting?${days}${query}`);
			expect(total(body, 'total_sell')).toBeCloseTo(sold);
			expect('date' in body[0]).toBe(query.includes('granular'));
		}
	});
});

describe('what tests can make happen', () => {
	it('leads come', async () => {
		const leads = sandbox.addLeads({ campaignId: 30108, count: 3, lead: { status: 'ACCEPTED' } });
		expect(new Set(leads.map(({ lead_date_ms: ms }) => ms)).size).toBe(1);
		const { body } = await sandbox.lp(leadsQuery({ campaign: '30108' }));
		expect(body.leads).toEqual(leads);

		const at = '2026-03-19T12:00:00.000Z';
		const [, late] = sandbox.addLeads({ campaignId: 30108, count: 2, at, stepMs: 5 });
		expect(late.lead_date_ms).toBe(String(Date.parse(at) + 5));
	});

	it('leads change', async () => {
		const { id } = sandbox.data.leads(30101)[3];
		sandbox.changeLead(id, { returned: true, return_reason: 'Bounced' });
		expect((await sandbox.lp(`/public/lead/${id}`)).body).toMatchObject({
			returned: true,
			return_reason: 'Bounced',
		});
	});

	it('buyers change', async () => {
		const caps = { leads: [{ limit: 10, used: '9', type: 'day' }], budget: [] };
		await sandbox.control('setBuyer', [21626, 55087, { paused: 1, caps }]);
		const { buyers } = (await sandbox.lp('/public/campaigns/21626')).body;
		expect(buyers[0]).toMatchObject({ id: 55087, paused: 1, caps });
		expect(() => sandbox.setBuyer(21626, 1, {})).toThrow('1');
	});

	it('time passes', async () => {
		sandbox.setClock('2026-03-21T04:00:00.000Z');
		const { body } = await submit();
		const { lead_date_ms: ms } = sandbox.data.leads(21626).find(({ id }) => id === body.lead_id);
		expect(Number(ms)).toBeGreaterThan(Date.parse(TODAY));
		expect(Number(ms) - Date.parse('2026-03-21T04:00:00.000Z')).toBeLessThan(5000);
	});
});
