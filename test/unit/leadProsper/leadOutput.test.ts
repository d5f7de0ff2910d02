import { simplifyLead, toBuyerRows } from '../../../nodes/LeadProsper/fields/leadOutput';

const lead = {
	id: 'Oi_PE5UB8JeApcHI06lG',
	lead_date_ms: '1772984400123',
	status: 'ACCEPTED',
	error_code: 0,
	error_message: '',
	test: false,
	cost: 13.3,
	revenue: '19.00',
	campaign_id: 21626,
	campaign_name: 'Solar Exchange',
	lead_data: { lp_subid1: 'a', zip_code: '01341', lp_ping_id: 'x', lp_supplier_test_mode: 'On' },
	supplier: { id: 1, name: 'EngageMore', client: { id: 2, name: 'Engage' } },
	buyers: [
		{ id: 3, name: 'Synergy', status: 'ACCEPTED', error_message: '', sell_price: 19 },
		{ id: 4, name: 'Core', status: 'ERROR', error_message: 'Rejected by buyer', sell_price: 0 },
	],
};

const NEW_YORK = 'America/New_York';

test('a simplified lead', () => {
	expect(Object.entries(simplifyLead(lead, NEW_YORK))).toEqual([
		['id', 'Oi_PE5UB8JeApcHI06lG'],
		['time', '2026-03-08T11:40:00.123-04:00'],
		['campaign_id', 21626],
		['campaign', 'Solar Exchange'],
		['status', 'ACCEPTED'],
		['reason', null],
		['test', false],
		['supplier', 'EngageMore'],
		['buyer', 'Synergy'],
		['sold_for', 19],
		['cost', 13.3],
		['returned', false],
		['lp_subid1', 'a'],
		['zip_code', '01341'],
	]);
});

test('its time in another zone', () => {
	expect(simplifyLead(lead, 'Asia/Kolkata').time).toBe('2026-03-08T21:10:00.123+05:30');
});

test('a lead that several buyers took', () => {
	const buyers = [
		{ name: 'A', status: 'ACCEPTED' },
		{ name: 'B', status: 'OUTBID' },
		{ name: 'C', status: 'accepted' },
	];
	expect(simplifyLead({ ...lead, buyers }, NEW_YORK).buyer).toBe('A, C');
});

test.each([
	[{ error_message: 'No buyer', status: 'ERROR' }, 'No buyer'],
	[{ returned: true, return_reason: 'Wrong number' }, 'Wrong number'],
	[{ returned: true }, null],
])('the reason of %j', (more, reason) => {
	expect(simplifyLead({ ...lead, ...more }, NEW_YORK).reason).toBe(reason);
});

test.each([
	[true, true],
	[1, true],
	['Yes', true],
	['2026-03-01', true],
	[false, false],
	[0, false],
	['No', false],
	['', false],
	[null, false],
	[undefined, false],
])('returned: %j is %j', (returned, expected) => {
	expect(simplifyLead({ ...lead, returned }, NEW_YORK).returned).toBe(expected);
});

test('campaign fields that are named like a column keep apart from it', () => {
	const lead_data = { id: 'own', cost: '5', constructor: 'c' };
	expect(simplifyLead({ ...lead, lead_data }, NEW_YORK)).toMatchObject({
		id: 'Oi_PE5UB8JeApcHI06lG',
		cost: 13.3,
		lead_data_id: 'own',
		lead_data_cost: '5',
		constructor: 'c',
	});
});

test.each([[{}], [{ lead_data: null, supplier: null, buyers: null, lead_date_ms: 'soon' }]])(
	'what is not there is null: %j',
	(empty) => {
		expect(simplifyLead(empty, NEW_YORK)).toEqual({
			id: null,
			time: null,
			campaign_id: null,
			campaign: null,
			status: null,
			reason: null,
			test: false,
			supplier: null,
			buyer: null,
			sold_for: null,
			cost: null,
			returned: false,
		});
	},
);

describe('one row per buyer’s answer', () => {
	test('each with the lead and its data, but without the lead’s money', () => {
		const rows = toBuyerRows(lead, NEW_YORK);
		expect(rows).toEqual([
			expect.objectContaining({
				id: lead.id,
				status: 'ACCEPTED',
				buyer_id: 3,
				buyer: 'Synergy',
				buyer_status: 'ACCEPTED',
				buyer_reason: null,
				buyer_price: 19,
				zip_code: '01341',
			}),
			expect.objectContaining({
				id: lead.id,
				buyer_id: 4,
				buyer_status: 'ERROR',
				buyer_reason: 'Rejected by buyer',
				buyer_price: 0,
			}),
		]);
		for (const row of rows) expect(row).not.toHaveProperty('cost');
	});

	test.each([[[]], [undefined]])('a lead with the answers %j has one row', (buyers) => {
		expect(toBuyerRows({ ...lead, buyers }, NEW_YORK)).toEqual([
			expect.objectContaining({ id: lead.id, buyer_id: null, buyer: null, buyer_price: null }),
		]);
	});
});
