'use strict';

const { Refusal } = require('../shared/refusal.cjs');
const { rangeOf } = require('./dates.cjs');
const { showLead } = require('./shapes.cjs');

const PAGE_SIZE = 100;

const timeOf = (lead) => Number(lead.lead_date_ms);

/** The first place in a list from which on `isReached` holds. */
function placeOf(list, isReached) {
	let low = 0;
	let high = list.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (isReached(list[middle])) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** @returns {readonly object[]} the leads whose time is in the range, newest first */
const leadsBetween = (leads, { from, until }) =>
	leads.slice(
		placeOf(leads, (lead) => timeOf(lead) < until),
		placeOf(leads, (lead) => timeOf(lead) < from),
	);

function fitsFilter(lead, { status, supplier, field_name: name, field_value: value }, options) {
	const fitsStatus = !status || lead.status === status.toUpperCase();
	const fitsSupplier = supplier === undefined || String(lead.supplier.id) === supplier;
	const fitsField = name === undefined || String(lead.lead_data[name]) === value;
	return (
		(fitsStatus || options.statusFilter === 'ignored') &&
		((fitsSupplier && fitsField) || options.leadFilters === 'ignored')
	);
}

/**
 * The leads that come after a cursor. Where it is a time in milliseconds it can't tell leads that share
 * one apart: then all of them come again (`inclusive`), none does (`exclusive`), or they do if there are
 * several, and if they are not as many as a page holds, which would never get on (`tiesAgain`).
 *
 * @param {readonly object[]} list in the order that they are answered in
 * @param {string} cursor
 * @param {Record<string, any>} options
 * @param {boolean} [edgeRepeats] see the campaign's settings
 */
function leadsAfter(list, cursor, options, edgeRepeats) {
	const { leadCursor, leadOrder } = options;
	if (leadCursor === 'opaque') return list.slice(idPlace(list, cursor) + 1);
	const ms = Number(cursor);
	const distance = (lead) => (leadOrder === 'oldestFirst' ? 1 : -1) * (timeOf(lead) - ms);
	const start = placeOf(list, (lead) => distance(lead) >= 0);
	const end = placeOf(list, (lead) => distance(lead) > 0);
	const ties = end - start;
	const again = {
		inclusive: true,
		exclusive: false,
		tiesAgain: (edgeRepeats || ties > 1) && ties < PAGE_SIZE,
	};
	return list.slice(again[leadCursor] ? start : end);
}

const opaqueCursor = ({ id }) => Buffer.from(`lead:${id}`).toString('base64url');

function idPlace(list, cursor) {
	const place = list.findIndex((lead) => opaqueCursor(lead) === cursor);
	if (place === -1) throw new Refusal(422, 'The search_after is invalid.');
	return place;
}

/**
 * One page of a list of leads.
 *
 * @param {readonly object[]} list in the order that they are answered in
 * @param {string | undefined} cursor `search_after` of the page before
 * @param {import('./seed/campaigns.cjs').CampaignSettings} settings
 * @param {Record<string, any>} options
 */
function pageOf(list, cursor, settings, options) {
	const { leadCursor, leadEndRepeats } = options;
	const size = cursor ? PAGE_SIZE : (settings.firstPage ?? PAGE_SIZE);
	const rest = cursor ? leadsAfter(list, cursor, options, settings.edgeRepeats) : list;
	const page = rest.length === 0 && leadEndRepeats ? list.slice(-1) : rest.slice(0, size);
	const last = page.at(-1);
	const next = last && (leadCursor === 'opaque' ? opaqueCursor(last) : last.lead_date_ms);
	const goesOn = settings.alwaysCursor || leadEndRepeats || page.length === size;
	const mayRepeat = leadEndRepeats || leadCursor === 'inclusive';
	const hasCursor = goesOn && last !== undefined && (mayRepeat || next !== cursor);
	return { leads: page, search_after: hasCursor ? next : settings.endCursor };
}

const operations = (account, options) => ({
	getLead({ params }) {
		// The time is in lists only.
		const { lead_date_ms: _ms, ...lead } = account.lead(params.lead_id);
		if (!account.isVisible(lead)) throw new Refusal(404, 'Lead not found');
		return { body: showLead(lead, options) };
	},

	getLeads({ query }) {
		if ((query.field_name === undefined) !== (query.field_value === undefined)) {
			throw new Refusal(422, 'field_name and field_value go together', { violation: true });
		}
		const isTime = options.leadCursor !== 'opaque';
		if (isTime && query.search_after && !/^\d+$/.test(query.search_after)) {
			throw new Refusal(422, 'The search_after is invalid.');
		}
		const { id } = account.campaign(query.campaign);
		const inRange = leadsBetween(account.leadsOf(id).list(), rangeOf(query, query.timezone));
		const fitting = inRange.filter(
			(lead) => account.isVisible(lead) && fitsFilter(lead, query, options),
		);
		const list = options.leadOrder === 'oldestFirst' ? [...fitting].reverse() : fitting;
		const page = pageOf(list, query.search_after, account.settings[id], options);
		return { body: { ...page, leads: page.leads.map((lead) => showLead(lead, options)) } };
	},
});

module.exports = { operations, leadsBetween };
