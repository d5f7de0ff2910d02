'use strict';

/** What several probes need of a Lead Prosper account. */
const { DateTime } = require('luxon');
const { unwrapped } = require('../nodes.cjs');
const { isSuccess } = require('../service.cjs');

/** @typedef {import('../service.cjs').Service} Service */

const DAYS = 90;
/** How many campaigns are looked into: those that have most leads. */
const MOST_CAMPAIGNS = 5;
const UTC = 'UTC';

/** The day that was so many days ago, in UTC. */
const daysAgo = (days) => DateTime.utc().minus({ days }).toISODate();

/** The days that are looked into. */
const range = () => ({ start_date: daysAgo(DAYS), end_date: daysAgo(0) });

const objectsIn = (value) =>
	(Array.isArray(value) ? value : []).filter(
		(entry) => typeof entry === 'object' && entry !== null && !Array.isArray(entry),
	);

/** @param {Service} service */
const campaignsAnswer = (service) => service.once(readCampaigns);
const readCampaigns = (service) => service.get('/public/campaigns');

/** @param {Service} service */
const campaigns = async (service) => objectsIn(unwrapped((await campaignsAnswer(service)).body));

/** Statistics of all campaigns. @param {Service} service */
const statsAnswer = (service) => service.once(readStats);
const readStats = (service) => service.get('/public/stats', range());

/**
 * The first page of a list of leads.
 *
 * @param {Service} service
 * @param {string} campaign
 * @param {object} [more] of the query
 */
async function pageOf(service, campaign, more = {}) {
	const query = { ...range(), timezone: UTC, campaign, ...more };
	const answer = await service.get('/public/leads', query);
	const body = unwrapped(answer.body) ?? {};
	return { campaign, answer, leads: objectsIn(body.leads), cursor: body.search_after };
}

/**
 * A first page each of the campaigns with most leads, those without any left out.
 * @param {Service} service
 * @returns {Promise<Awaited<ReturnType<typeof pageOf>>[]>}
 */
const pages = (service) => service.once(readPages);

async function readPages(service) {
	const stats = objectsIn(unwrapped((await statsAnswer(service)).body));
	const totals = new Map(
		stats.map(({ campaign }) => [String(campaign?.id), Number(campaign?.leads_total ?? 0)]),
	);
	const ids = (await campaigns(service)).map(({ id }) => String(id));
	const busiest = ids.sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0));
	const found = [];
	for (const id of busiest.slice(0, MOST_CAMPAIGNS)) found.push(await pageOf(service, id));
	return found.filter(({ answer, leads }) => isSuccess(answer) && leads.length > 0);
}

const timeOf = ({ lead_date_ms: ms }) => Number(ms);

const NO_LEADS = `no leads in the last ${DAYS} days`;

module.exports = {
	campaigns,
	campaignsAnswer,
	daysAgo,
	NO_LEADS,
	objectsIn,
	pageOf,
	pages,
	range,
	statsAnswer,
	timeOf,
	unwrapped,
	UTC,
};
