'use strict';

const { createRandom } = require('../../shared/random.cjs');
const { campaigns: sampleCampaigns } = require('./samples.cjs');

const field = (name, type, required, more = {}) => ({ name, type, required, ...more });

const CONTACT = [
	field('first_name', 'Text', true),
	field('last_name', 'Text', true),
	field('email', 'Email', true),
	field('phone', 'Phone', true),
	field('address', 'Text', false),
	field('city', 'Text', false),
	field('state', 'State', true),
	field('zip_code', 'Postal code', true),
	field('ip_address', 'IP address', false),
	field('landing_page_url', 'URL', false),
];

const choice = (name, ...values) => field(name, 'Multiple values', true, { values });

const CLIENTS = [
	'Northwind Media',
	'Brightside Ads',
	'Cobalt Traffic',
	'Délice Marketing',
	'Evergreen Clicks',
	'Fulcrum Leads',
	'Granite Insurance',
	'Harbor Home Services',
	'Ivory Lending',
	'Juniper Health',
	'Keystone Legal',
	'Lumen Partners',
];

/**
 * How the campaigns behave; what of it can be seen from outside is only its effect.
 *
 * @typedef {object} CampaignSettings
 * @property {string} timezone the campaign's own, for stats without one
 * @property {number} leads how many made-up leads it has
 * @property {boolean} [pingPost] buyers are pinged before one gets the lead
 * @property {boolean} [oneToOne] a ping is answered with bids, of which the person consents to some
 * @property {[number, number]} price of a lead, in dollars
 * @property {string | null} [endCursor] `search_after` at the end; absent if not given
 * @property {boolean} [alwaysCursor] every page that isn't empty carries a cursor
 * @property {number} [firstPage] size of the first page
 * @property {boolean} [edgeRepeats] a page starts with the last lead of the page before
 * @property {boolean} [triples] leads come three to a millisecond
 */

/** @type {Record<number, CampaignSettings>} */
const settings = {
	21624: { timezone: 'America/New_York', leads: 2500, price: [5, 40], endCursor: '' },
	24240: { timezone: 'America/New_York', leads: 120, price: [10, 30], endCursor: null },
	21626: {
		timezone: 'America/Los_Angeles',
		leads: 1500,
		price: [10, 60],
		pingPost: true,
		endCursor: null,
	},
	// The cheat sheet shows six leads with a cursor, so here every page has one.
	23880: {
		timezone: 'America/New_York',
		leads: 0,
		price: [5, 10],
		pingPost: true,
		oneToOne: true,
		alwaysCursor: true,
	},
	30101: { timezone: 'America/New_York', leads: 9000, price: [4, 28], endCursor: '' },
	30102: {
		timezone: 'America/Chicago',
		leads: 5000,
		price: [8, 45],
		pingPost: true,
		endCursor: null,
	},
	30103: { timezone: 'America/Los_Angeles', leads: 3500, price: [12, 70] },
	// Two full pages exactly: the second one's cursor leads to an empty page.
	30104: { timezone: 'America/Denver', leads: 200, price: [20, 90], endCursor: '' },
	30105: {
		timezone: 'America/Phoenix',
		leads: 1500,
		price: [15, 80],
		endCursor: '',
		firstPage: 60,
	},
	30106: {
		timezone: 'Europe/Berlin',
		leads: 450,
		price: [6, 25],
		endCursor: null,
		triples: true,
	},
	30107: {
		timezone: 'America/New_York',
		leads: 630,
		price: [25, 120],
		pingPost: true,
		endCursor: '',
		edgeRepeats: true,
	},
	30108: { timezone: 'America/New_York', leads: 0, price: [3, 9], endCursor: '' },
};

/** @type {[id: number, name: string, fields: object[]][]} */
const VERTICALS = [
	[
		30101,
		'Auto Insurance',
		[choice('insured', 'Yes', 'No'), field('vehicle_year', 'Numeric', true)],
	],
	[30102, 'Home Warranty', [choice('home_type', 'House', 'Condo', 'Townhouse')]],
	[30103, 'Medicare Advantage', [field('date_of_birth', 'Date & Time', true)]],
	[30104, 'Roofing', [choice('roof_type', 'Asphalt', 'Metal', 'Tile')]],
	[
		30105,
		'Personal Loans',
		[field('loan_amount', 'Numeric', true), choice('credit', 'Good', 'Fair', 'Poor')],
	],
	[30106, 'Fenster & Türen', [field('number_of_windows', 'Numeric', true)]],
	[30107, 'Debt Relief', [field('debt_amount', 'Numeric', true)]],
	[30108, 'Pet Insurance (new)', [choice('species', 'Dog', 'Cat')]],
];

function caps(random) {
	if (random.chance(0.4)) return [];
	const cap = (type, limit) => ({
		limit,
		used: String(Math.round(limit * random.pick([0, 0.12, 0.5, 0.83, 0.95, 1]))),
		type,
	});
	return {
		leads: [cap('day', random.integer(2, 20) * 10), cap('month', random.integer(20, 90) * 50)],
		budget: random.chance(0.5) ? [cap('day', random.integer(5, 40) * 100)] : [],
	};
}

function party(random, id) {
	const client = random.integer(0, CLIENTS.length - 1);
	return {
		id,
		client_id: 9000 + client,
		client_name: CLIENTS[client],
		nickname: random.chance(0.4) ? random.pick(['A-Team', 'Backup', 'Évening', 'Tier 1']) : null,
		paused: random.chance(0.15) ? 1 : 0,
	};
}

function createCampaign([id, name, fields]) {
	const random = createRandom(`campaign ${id}`);
	const suppliers = Array.from({ length: random.integer(2, 5) }, (_, i) => {
		const hash = random.alphanumeric(12).toLowerCase();
		return {
			...party(random, id * 10 + i),
			test_mode: 0,
			hash,
			api_specs_url: `https://api.leadprosper.io/api-specs?hash=${hash}`,
			caps: caps(random),
		};
	});
	const buyers = Array.from({ length: random.integer(3, 6) }, (_, i) => ({
		...party(random, id * 10 + 5000 + i),
		caps: caps(random),
	}));
	const allFields = [...CONTACT, ...fields];
	return {
		id,
		name,
		public_name: `${name} (public)`,
		suppliers,
		buyers,
		fields: id % 2 === 0 ? allFields.map((entry) => entry.name) : allFields,
	};
}

/** The specifications behind `fields`, whichever way the campaign shows them. */
const fieldSpecs = Object.fromEntries(
	VERTICALS.map(([id, , fields]) => [id, [...CONTACT, ...fields]]),
);
for (const { id, fields } of sampleCampaigns) {
	fieldSpecs[id] = fields.map((entry) =>
		typeof entry === 'string' ? field(entry, 'Text', true) : entry,
	);
}

/** @type {object[]} as the API shows them */
const campaigns = [...sampleCampaigns, ...VERTICALS.map(createCampaign)];

module.exports = { campaigns, settings, fieldSpecs };
