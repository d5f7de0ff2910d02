'use strict';

const { Refusal } = require('../shared/refusal.cjs');
const { rangeOf } = require('./dates.cjs');

const PAGE_SIZE = 100;

/** The place of the first lead that is older than a time; they are newest first. */
function firstBefore(leads, ms) {
	let low = 0;
	let high = leads.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (Number(leads[middle].lead_date_ms) < ms) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** @returns {readonly object[]} the leads whose time is in the range, newest first */
const leadsBetween = (leads, { from, until }) =>
	leads.slice(firstBefore(leads, until), firstBefore(leads, from));

function fitsFilter(lead, { status, supplier, field_name: name, field_value: value }) {
	return (
		(!status || lead.status === status.toUpperCase()) &&
		(supplier === undefined || String(lead.supplier.id) === supplier) &&
		(name === undefined || String(lead.lead_data[name]) === value)
	);
}

/**
 * The leads that come after a cursor. It is a time in milliseconds, so it can't tell leads that share
 * one apart: then all of them come again, rather than that one is lost. As many as a page holds would
 * never get on; they are passed.
 */
function leadsAfter(leads, cursor, edgeRepeats) {
	const ms = Number(cursor);
	const older = leads.slice(firstBefore(leads, ms));
	const same = leads.slice(firstBefore(leads, ms + 1), firstBefore(leads, ms));
	const repeats = (edgeRepeats || same.length > 1) && same.length < PAGE_SIZE;
	return repeats ? [...same, ...older] : older;
}

/**
 * One page of a list of leads.
 *
 * @param {readonly object[]} leads newest first
 * @param {string | undefined} cursor `search_after` of the page before
 * @param {import('./seed/campaigns.cjs').CampaignSettings} settings
 */
function pageOf(leads, cursor, { firstPage, edgeRepeats, alwaysCursor, endCursor }) {
	const size = cursor ? PAGE_SIZE : (firstPage ?? PAGE_SIZE);
	const page = (cursor ? leadsAfter(leads, cursor, edgeRepeats) : leads).slice(0, size);
	const last = page.at(-1)?.lead_date_ms;
	const hasCursor = (alwaysCursor || page.length === size) && last !== undefined && last !== cursor;
	return { leads: page, search_after: hasCursor ? last : endCursor };
}

const operations = (account) => ({
	getLead({ params }) {
		// The time is in lists only.
		const { lead_date_ms: _ms, ...lead } = account.lead(params.lead_id);
		return { body: lead };
	},

	getLeads({ query }) {
		if ((query.field_name === undefined) !== (query.field_value === undefined)) {
			throw new Refusal(422, 'field_name and field_value go together', { violation: true });
		}
		if (query.search_after && !/^\d+$/.test(query.search_after)) {
			throw new Refusal(422, 'The search_after is invalid.');
		}
		const { id } = account.campaign(query.campaign);
		const inRange = leadsBetween(account.leadsOf(id).list(), rangeOf(query, query.timezone));
		const fitting = inRange.filter((lead) => fitsFilter(lead, query));
		return { body: pageOf(fitting, query.search_after, account.settings[id]) };
	},
});

module.exports = { operations, leadsBetween };
