'use strict';

/** Probes of leads and lists of them. */
const { DateTime } = require('luxon');
const { confirmed, notSeen, refuted, times, typeOf } = require('../findings.cjs');
const { isSuccess } = require('../service.cjs');
const { NO_LEADS, pageOf, pages, timeOf, UTC } = require('./account.cjs');

/** @typedef {import('../service.cjs').Service} Service */

const MOST_PAGES = 15;

const hasCursor = ({ cursor }) => cursor !== undefined && cursor !== null && cursor !== '';

/** @param {Service} service */
async function leadOrder(service) {
	const [page] = (await pages(service)).filter(({ leads }) => new Set(leads.map(timeOf)).size > 1);
	if (!page) return notSeen('no list of leads with different times');
	const seen = page.leads.map(timeOf);
	const isEvery = (fits) => seen.every((time, index) => index === 0 || fits(seen[index - 1], time));
	const many = times(page.leads.length, 'lead');
	if (isEvery((before, time) => before >= time)) return confirmed(`${many}, the newest first`);
	if (isEvery((before, time) => before <= time)) {
		return refuted(`${many}, the oldest first`, 'oldestFirst');
	}
	return refuted(`${many} in no order of their times`);
}

/** @param {Service} service */
async function leadCursor(service) {
	const page = (await pages(service)).find((one) => hasCursor(one) && one.leads.length > 1);
	if (!page) return notSeen('no list of leads has a second page');
	const last = page.leads[page.leads.length - 1];
	if (String(page.cursor) !== String(last.lead_date_ms)) {
		return refuted('search_after is not the time of the last lead', 'opaque');
	}
	const hasLast = async (cursor) => {
		const { leads } = await pageOf(service, page.campaign, { search_after: String(cursor) });
		return leads.some(({ id }) => id === last.id);
	};
	const again = await hasLast(page.cursor);
	const withNext = await hasLast(Number(page.cursor) + 1);
	const where = again ? 'comes again' : 'does not come again';
	const after = withNext ? 'comes again' : 'does not';
	return confirmed(
		`search_after is the time of the last lead, which ${where} with it, and ${after} with the millisecond after it`,
	);
}

/** The day of a lead in UTC. */
const dayOf = (lead) => DateTime.fromMillis(timeOf(lead), { zone: UTC }).toISODate();

/** Days whose leads are all on the page: those of the first and the last one may go on. */
function wholeDaysOf({ leads }) {
	const days = leads.map(dayOf);
	const edges = [days[0], days[days.length - 1]];
	return [...new Set(days)].filter((day) => !edges.includes(day));
}

/** @param {Service} service */
async function leadListEnd(service) {
	const known = (await pages(service)).flatMap((page) =>
		wholeDaysOf(page).map((day) => ({
			page,
			day,
			wanted: page.leads.filter((lead) => dayOf(lead) === day),
		})),
	);
	if (known.length === 0) return notSeen('no day of which all leads are known');
	const [{ page, day, wanted }] = known;
	const dates = { start_date: day, end_date: day };
	const found = new Set();
	let next = await pageOf(service, page.campaign, dates);
	for (let count = 1; count <= MOST_PAGES; count++) {
		const before = found.size;
		for (const { id } of next.leads) found.add(id);
		const hasNews = found.size > before;
		if (hasCursor(next) && hasNews) {
			next = await pageOf(service, page.campaign, { ...dates, search_after: String(next.cursor) });
			continue;
		}
		const end = hasNews || !hasCursor(next) ? `search_after is ${cursorWords(next.cursor)}` : '';
		const words = end || 'a page brings nothing new';
		if (wanted.every(({ id }) => found.has(id))) {
			return confirmed(`after ${times(found.size, 'lead')} of a day, in which ${words}`);
		}
		return refuted(`${words}, and ${wanted.length - found.size} of a day's leads have not come`);
	}
	return notSeen(`a day's list did not end in ${MOST_PAGES} pages`);
}

const cursorWords = (cursor) =>
	cursor === undefined ? 'absent' : cursor === null ? 'null' : 'an empty text';

/** A query that names what all leads of the answer must have. */
async function asks(service, campaign, query, fits) {
	const { answer, leads } = await pageOf(service, campaign, query);
	if (!isSuccess(answer)) return { is: 'refused', words: `HTTP ${answer.status}` };
	const others = leads.filter((lead) => !fits(lead)).length;
	if (others > 0) return { is: 'ignored', words: `others come, ${others} of ${leads.length}` };
	if (leads.length === 0) return { is: 'empty', words: 'none comes, though there are some' };
	return { is: 'honoured', words: `only these come, ${leads.length}` };
}

/** What several questions about a filter come to. */
function findingOf(asked) {
	const evidence = asked.map(({ about, words }) => `${about}: ${words}`).join('; ');
	if (asked.every(({ is }) => is === 'honoured')) return confirmed(evidence);
	const alternatives = asked.some(({ is }) => is === 'ignored') ? ['ignored'] : [];
	return refuted(evidence, ...alternatives);
}

/** @param {Service} service */
async function leadStatusFilter(service) {
	const page = (await pages(service)).find(
		({ leads }) => new Set(leads.map(({ status }) => status)).size > 1,
	);
	if (!page) return notSeen('no list with leads of different statuses');
	const asked = [];
	for (const status of new Set(page.leads.map((lead) => String(lead.status)))) {
		const word = status.toLowerCase();
		const answer = await asks(
			service,
			page.campaign,
			{ status: word },
			(lead) => lead.status === status,
		);
		asked.push({ about: word, ...answer });
	}
	return findingOf(asked);
}

const isValue = (value) =>
	(typeof value === 'string' && value.trim() !== '') || typeof value === 'number';

/** A field whose values differ from lead to lead, and a value that some have. */
function fieldIn(leads) {
	const names = [...new Set(leads.flatMap(({ lead_data: data }) => Object.keys(data ?? {})))];
	for (const name of names.filter((one) => !/^lp_/i.test(one))) {
		const values = leads.map(({ lead_data: data }) => data?.[name]).filter(isValue);
		if (new Set(values).size > 1) return { name, value: String(values[0]) };
	}
	return undefined;
}

/** @param {Service} service */
async function leadFilters(service) {
	const found = await pages(service);
	const suppliersOf = ({ leads }) => new Set(leads.map(({ supplier }) => String(supplier?.id)));
	const page = found.find((one) => suppliersOf(one).size > 1);
	const asked = [];
	if (page) {
		const [supplier] = suppliersOf(page);
		const isOf = (lead) => String(lead.supplier?.id) === supplier;
		asked.push({
			about: 'supplier',
			...(await asks(service, page.campaign, { supplier }, isOf)),
		});
	}
	const other = found.find(({ leads }) => fieldIn(leads));
	const field = other && fieldIn(other.leads);
	if (other && field) {
		const query = { field_name: field.name, field_value: field.value };
		// Whether a part is enough does not matter: what comes is compared in full.
		const has = ({ lead_data: data }) =>
			String(data?.[field.name]).toLowerCase().includes(field.value.toLowerCase());
		asked.push({
			about: 'field_name and field_value',
			...(await asks(service, other.campaign, query, has)),
		});
	}
	if (asked.length === 0) return notSeen('no list with leads of different suppliers');
	return findingOf(asked);
}

/** Of so many accepted leads some were returned, as a rule. */
const ENOUGH_TO_TELL = 100;

/** @param {Service} service */
async function returnedFlag(service) {
	const leads = (await pages(service)).flatMap((page) => page.leads);
	const accepted = leads.filter(({ status }) => status === 'ACCEPTED');
	const having = leads.filter(({ returned }) => returned !== undefined);
	const evidence = `${having.length} of ${times(leads.length, 'lead')} have it`;
	if (having.length > 0) return confirmed(evidence);
	return accepted.length < ENOUGH_TO_TELL ? notSeen(evidence) : refuted(evidence, 'never');
}

/** @param {Service} service */
async function testFlag(service) {
	const leads = (await pages(service)).flatMap((page) => page.leads);
	const flags = leads.map(({ test }) => test).filter((test) => test !== undefined);
	if (flags.length === 0) return notSeen(leads.length > 0 ? 'no lead has it' : NO_LEADS);
	const types = new Set(flags.map(typeOf));
	const evidence = `${times(flags.length, 'lead')}: ${[...types].join(', ')}`;
	if (types.has('number')) return refuted(evidence, 'number');
	if (types.has('text')) return refuted(evidence, 'yes');
	return types.size === 1 && types.has('boolean') ? confirmed(evidence) : refuted(evidence);
}

module.exports = {
	leadCursor,
	leadFilters,
	leadListEnd,
	leadOrder,
	leadStatusFilter,
	returnedFlag,
	testFlag,
};
