'use strict';

const { createPerson } = require('../../shared/people.cjs');
const { createRandom } = require('../../shared/random.cjs');
const { createLead, leadBuyer } = require('../lead.cjs');
const { campaigns, fieldSpecs, settings } = require('./campaigns.cjs');
const { leads: sampleLeads } = require('./samples.cjs');

const DAY = 86_400_000;
const DAYS_BACK = 190;

const RETURN_REASONS = [
	'Wrong number',
	'Not interested',
	'Duplicate at buyer',
	'Außerhalb des Gebiets',
];

/**
 * Times of `count` leads over the last 190 days, newest first: more by day than by night, and the
 * last ones within half a minute before `end`, so that "today" is never empty.
 */
function leadTimes(random, count, end, perMillisecond) {
	const groups = Math.ceil(count / perMillisecond);
	const start = end - DAYS_BACK * DAY;
	const times = [];
	for (let i = 0; i < groups; i++) {
		if (i < 3) {
			times.push(end - i * 7000 - random.integer(0, 5000));
			continue;
		}
		const even = start + ((i + random.next()) / groups) * (end - start);
		const ebbAndFlow = 0.12 * DAY * Math.sin((2 * Math.PI * even) / DAY);
		times.push(Math.round(Math.min(even + ebbAndFlow, end - 60_000)));
	}
	times.sort((a, b) => b - a);
	for (let i = 1; i < times.length; i++) {
		if (times[i] >= times[i - 1]) times[i] = times[i - 1] - 1;
	}
	return times.flatMap((time) => Array(perMillisecond).fill(time)).slice(0, count);
}

function fieldValue({ name, type, values }, person, random) {
	const known = {
		first_name: person.firstName,
		last_name: person.lastName,
		email: person.email,
		phone: person.phone,
		address: person.address,
		city: person.city,
		state: person.state,
		zip_code: person.zip,
		ip_address: `203.0.113.${random.integer(1, 254)}`,
		landing_page_url: `https://example.com/${random.pick(['a', 'b', 'c'])}?utm_source=${random.pick(['fb', 'google'])}`,
	};
	if (name in known) return known[name];
	if (values) return random.pick(values);
	if (type === 'Numeric') return String(random.integer(1, 60) * 100);
	return `${random.integer(1940, 1999)}-0${random.integer(1, 9)}-1${random.integer(0, 9)}`;
}

/**
 * What became of a lead: its own result, and each buyer's part in it.
 *
 * @param {object} random
 * @param {{ buyers: object[], pingPost?: boolean, price: [number, number] }} sale the campaign's
 * buyers, whether they are pinged first, and what a lead costs, in dollars
 */
function outcome(random, { buyers, pingPost, price }) {
	const status = random.weighted({ ACCEPTED: 62, ERROR: 33, DUPLICATED: 5 });
	const asked = [...buyers].sort(() => random.next() - 0.5).slice(0, random.integer(1, 3));
	if (buyers.length === 0) return { status: 'ERROR', code: 1006, revenue: 0, buyers: [] };

	if (status === 'DUPLICATED') {
		const code = random.pick([1008, 1049]);
		const atBuyer = random.chance(0.4) ? [leadBuyer(asked[0], 'DUPLICATED', code, 0)] : [];
		return { status, code, revenue: 0, buyers: atBuyer };
	}
	if (status === 'ERROR') {
		const code = Number(random.weighted({ 1006: 80, 1001: 12, 1035: pingPost ? 8 : 0 }));
		const refused = code === 1006 ? asked.map((buyer) => leadBuyer(buyer, 'ERROR', code, 0)) : [];
		return { status, code, revenue: 0, buyers: refused };
	}
	const revenue = random.money(...price);
	const [winner, ...others] = asked;
	const sold = leadBuyer(winner, 'ACCEPTED', 0, revenue);
	const rest = others.map((buyer) =>
		pingPost
			? leadBuyer(buyer, random.pick(['PINGED', 'OUTBID']), 0, 0)
			: leadBuyer(buyer, 'ERROR', 1006, 0),
	);
	return { status, code: 0, revenue, buyers: pingPost ? [sold, ...rest] : [...rest, sold] };
}

/** A made-up lead of a campaign. */
function makeLead(random, campaign, ms) {
	const setting = settings[campaign.id];
	const supplier = random.pick(campaign.suppliers);
	const person = createPerson(random);
	const result = outcome(random, { ...setting, buyers: campaign.buyers });

	const data = {
		lp_subid1: random.pick(['sub1_a', 'sub1_b', 'sub1_c']),
		lp_subid2: random.pick(['sub2_one', 'sub2_two']),
	};
	for (const spec of fieldSpecs[campaign.id]) data[spec.name] = fieldValue(spec, person, random);
	if (result.code === 1001) delete data.email;
	if (setting.pingPost) data.lp_ping_id = random.uuid();

	const isReturned = result.status === 'ACCEPTED' && random.chance(0.04);
	return Object.freeze({
		...createLead({
			id: random.urlSafe(20),
			ms,
			campaign,
			supplier,
			data,
			outcome: result,
			test: supplier.test_mode === 1 || random.chance(0.01),
		}),
		...(isReturned ? { returned: true, return_reason: random.pick(RETURN_REASONS) } : {}),
	});
}

/**
 * A campaign's leads, newest first: the official samples, and made-up ones of the last 190 days.
 *
 * @param {number} campaignId
 * @param {number} end when the last lead came, in milliseconds since 1970
 * @returns {object[]} as the API shows them
 */
function createLeads(campaignId, end) {
	const campaign = campaigns.find(({ id }) => id === campaignId);
	const setting = settings[campaignId];
	const random = createRandom(`leads ${campaignId}`);
	const times = leadTimes(random, setting.leads, end, setting.triples ? 3 : 1);
	const made = times.map((ms) => makeLead(random, campaign, ms));
	return [...made, ...sampleLeads.filter((lead) => lead.campaign_id === campaignId)];
}

module.exports = { createLeads, makeLead };
