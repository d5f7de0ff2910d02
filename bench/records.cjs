/**
 * What the stand-in has: as many records as a row of the bench needs, of the size of real ones, each
 * put into JSON once, so that what is measured is not the stand-in.
 */
const { leadId, subscriberId } = require('./ids.cjs');

/** When the newest lead came. */
const NEWEST = Date.parse('2026-10-31T12:00:00Z');

/** Leads of the campaigns that All Campaigns finds. */
const CAMPAIGNS = ['1', '2', '3', '4', '5', '6', '7', '8'];
const LEADS_OF_EACH = 1_250;

/** Campaigns of one long list each: their ID is the number of their leads. */
const LONG_LISTS = [10_000, 30_000];

function lead(campaign, index) {
	const buyer = {
		id: 7_001 + (index % 3),
		name: `Buyer ${index % 3}`,
		client: { id: 31, name: 'Acme' },
	};
	return {
		id: leadId(campaign, index),
		// Each of its own second: nothing is seen twice at the edge of a page.
		lead_date_ms: String(NEWEST - index * 1_000),
		status: index % 5 === 0 ? 'ERROR' : 'ACCEPTED',
		error_code: index % 5 === 0 ? 1006 : 0,
		error_message: index % 5 === 0 ? 'Rejected by buyer' : '',
		test: false,
		cost: 21.7,
		revenue: 31,
		campaign_id: Number(campaign),
		campaign_name: `Campaign ${campaign}`,
		lead_data: {
			first_name: `First ${index}`,
			last_name: `Last ${index}`,
			email: `person.${index}@example.com`,
			phone: '5550100123',
			address: `${index} Example Street`,
			city: 'Springfield',
			state: 'IL',
			zip_code: '62704',
			ip_address: '192.0.2.10',
			lp_subid1: `campaign-${index % 40}`,
			lp_subid2: `ad-${index % 400}`,
		},
		supplier: { id: 55_077, name: 'Supplier', client: { id: 12, name: 'Example Media' } },
		buyers: [
			{
				...buyer,
				status: 'ERROR',
				error_code: 1006,
				error_message: 'Rejected by buyer',
				sell_price: 0,
			},
			{
				...buyer,
				id: buyer.id + 10,
				status: 'ACCEPTED',
				error_code: 0,
				error_message: '',
				sell_price: 31,
			},
		],
	};
}

const party = (id, name) => ({
	id,
	client_id: 31,
	client_name: name,
	nickname: null,
	paused: 0,
	caps: { leads: [{ limit: 100, used: '41', type: 'day' }], budget: [] },
});

const campaign = (id) => ({
	id: Number(id),
	name: `Campaign ${id}`,
	public_name: `Campaign ${id}`,
	suppliers: [{ ...party(55_077, 'Example Media'), test_mode: 0, hash: 'not-a-key' }],
	buyers: [party(7_001, 'Acme'), party(7_002, 'Other')],
	fields: ['first_name', 'last_name', 'email', 'phone'],
});

const figures = (id, name) => ({
	id,
	name,
	leads_total: 410,
	leads_accepted: 300,
	total_sell: 9_300.5,
});

const stats = (id) => ({
	campaign: {
		...figures(Number(id), `Campaign ${id}`),
		public_name: `Campaign ${id}`,
		leads_duplicated: 10,
		leads_failed: 100,
		total_buy: 6_510.25,
		profit: 2_790.25,
	},
	suppliers: [figures(55_077, 'Example Media')],
	buyers: [figures(7_001, 'Acme'), figures(7_002, 'Other')],
});

const property = {
	id: 'prop_1',
	key: 'tier',
	name: 'Tier',
	entity: 'subscriber',
	type: 'text',
	format: null,
	created_at: '2026-01-05T09:00:00.000Z',
};

const subscriber = (index, tier = 'bronze') => ({
	id: subscriberId(index),
	platform_id: `cus_${index}`,
	name: `Person ${index}`,
	email: `person.${index}@example.com`,
	status: 'active',
	mrr: '49.00',
	properties: [{ property, value: tier }],
	created_at: '2026-02-03T10:11:12.000Z',
});

const session = (index) => ({
	id: `sess_${String(index).padStart(8, '0')}`,
	status: ['canceled', 'saved', 'deflected', 'incomplete'][index % 4],
	started_at: '2026-10-03T10:11:12.000Z',
	completed_at: '2026-10-03T10:14:12.000Z',
	subscriber: subscriber(index),
	flow: { id: 'flow_1', name: 'Cancellation' },
	answers: [
		{
			question: { id: 'q_1', text: 'Why do you leave?', primary: true },
			value: [{ id: 'a_1', text: 'Price' }],
		},
		{ question: { id: 'q_2', text: 'What was missing?', primary: false }, value: `Text ${index}` },
	],
	offers_presented: [
		{ id: 'offr_1', name: 'Half the price', type: 'coupon', accepted: index % 4 === 1 },
	],
	client: { url: 'https://app.example.com/cancel', user_agent: 'Mozilla/5.0' },
	created_at: '2026-10-03T10:11:12.000Z',
});

const many = (count, make) =>
	Array.from({ length: count }, (_, index) => JSON.stringify(make(index)));

/** All records, each as a JSON text. */
function createRecords() {
	const leads = new Map(
		CAMPAIGNS.map((id) => [id, many(LEADS_OF_EACH, (index) => lead(id, index))]),
	);
	for (const count of LONG_LISTS)
		leads.set(
			String(count),
			many(count, (index) => lead(count, index)),
		);
	return {
		leads,
		campaigns: JSON.stringify(CAMPAIGNS.map(campaign)),
		stats: JSON.stringify(CAMPAIGNS.map(stats)),
		properties: [JSON.stringify(property)],
		sessions: many(2_000, session),
		subscribers: many(2_000, (index) => subscriber(index)),
	};
}

module.exports = { createRecords, NEWEST, subscriber };
