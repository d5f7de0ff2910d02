'use strict';

/** Probes of paths and of how lists end. */
const { PATHS } = require('../nodes.cjs');
const { confirmed, notSeen, refuted, times } = require('../findings.cjs');
const { isSuccess } = require('../service.cjs');

/** @typedef {import('../service.cjs').Service} Service */

const FULL = 100;
const MOST_PAGES = 30;
/** No list that gets on has so many pages in a row without a record. */
const MOST_EMPTY = 12;

/** Portal sessions are made, and not listed. */
const { portalSession: _portalSession, ...LISTS } = PATHS;

const objectsIn = (value) =>
	(Array.isArray(value) ? value : []).filter(
		(entry) => typeof entry === 'object' && entry !== null && !Array.isArray(entry),
	);

/** @param {import('../service.cjs').Answer} answer */
const recordsIn = ({ body }) => objectsIn(body?.data);

/** Whether a page has a next one, as the nodes read it. */
const cursorIn = ({ body }) => {
	const cursor = body?.next_cursor;
	return ['null', '', null, undefined].includes(cursor) ? undefined : String(cursor);
};

/**
 * Reads a list, to its end if it is not too long.
 *
 * @param {Service} service
 * @param {string} path
 * @param {object} [query]
 */
async function readList(service, path, query = {}) {
	const pages = [];
	let empty = 0;
	let cursor;
	do {
		const answer = await service.get(path, { ...query, limit: FULL, cursor });
		pages.push(answer);
		if (!isSuccess(answer)) break;
		empty = recordsIn(answer).length === 0 ? empty + 1 : 0;
		cursor = cursorIn(answer);
	} while (cursor !== undefined && pages.length < MOST_PAGES && empty < MOST_EMPTY);
	return {
		pages,
		records: pages.flatMap(recordsIn),
		isWhole: isSuccess(pages[pages.length - 1]) && cursor === undefined,
		isStuck: empty >= MOST_EMPTY,
	};
}

/**
 * The first page that has records, or the last of some without.
 *
 * @param {Service} service
 * @param {string} path
 * @param {object} query
 */
async function firstPage(service, path, query) {
	let answer = await service.get(path, query);
	for (let empty = 1; empty < MOST_EMPTY && isSuccess(answer); empty++) {
		const cursor = cursorIn(answer);
		if (recordsIn(answer).length > 0 || cursor === undefined) break;
		answer = await service.get(path, { ...query, cursor });
	}
	return answer;
}

/**
 * Every list, each read once, by the kind of record.
 * @param {Service} service
 * @returns {Promise<Record<string, Awaited<ReturnType<typeof readList>>>>}
 */
const lists = (service) => service.once(readLists);

async function readLists(service) {
	/** @type {Record<string, Awaited<ReturnType<typeof readList>>>} */
	const read = {};
	for (const [kind, path] of Object.entries(LISTS)) read[kind] = await readList(service, path);
	return read;
}

/** @param {Service} service */
async function paths(service) {
	const read = await lists(service);
	const answers = Object.entries(LISTS).map(([kind, path]) => ({
		path,
		answer: read[kind].pages[0],
	}));
	const isThere = ({ answer }) => isSuccess(answer) && Array.isArray(answer.body?.data);
	const missing = answers.filter((one) => !isThere(one));
	if (missing.length === 0)
		return confirmed(`lists: ${answers.map(({ path }) => path).join(', ')}`);
	const words = missing.map(({ path, answer }) => `${path}: HTTP ${answer.status}`).join('; ');
	return refuted(`no list: ${words}`, 'others');
}

const endWords = ({ body }) => {
	if (!('next_cursor' in Object(body))) return 'absent';
	if (body.next_cursor === null) return 'null';
	return body.next_cursor === '' ? 'an empty text' : 'the text "null"';
};

/** @param {Service} service */
async function listEnd(service) {
	const whole = Object.values(await lists(service)).filter(({ isWhole }) => isWhole);
	if (whole.length === 0) return notSeen('no list could be read to its end');
	const ends = new Set(whole.map(({ pages }) => endWords(pages[pages.length - 1])));
	return confirmed(
		`next_cursor of the last page of ${times(whole.length, 'list')}: ${[...ends].join(', ')}`,
	);
}

/** @param {Service} service */
async function emptyPages(service) {
	const read = Object.values(await lists(service));
	const stuck = read.filter(({ isStuck }) => isStuck);
	if (stuck.length > 0) {
		return refuted(
			`${times(stuck.length, 'list')} with ${MOST_EMPTY} pages in a row without records`,
			'endless',
		);
	}
	const before = read.flatMap(({ pages }) =>
		pages.filter((page) => isSuccess(page) && cursorIn(page) !== undefined),
	);
	const short = before.filter((page) => recordsIn(page).length < FULL);
	const empty = short.filter((page) => recordsIn(page).length === 0);
	const evidence = `${short.length} of ${times(before.length, 'page')} with a cursor are short, ${empty.length} of them empty`;
	return short.length > 0 ? confirmed(evidence) : notSeen(evidence);
}

/** So many canceled sessions without any MRR are no chance. */
const ENOUGH_TO_TELL = 10;

/** @param {Service} service */
async function canceledMrr(service) {
	const { records } = (await lists(service)).flowSession;
	const canceled = records.filter(({ status }) => status === 'canceled');
	const having = canceled.filter(({ subscription }) => Number(subscription?.mrr) > 0);
	const evidence = `${having.length} of ${times(canceled.length, 'canceled session')} have one above 0`;
	if (having.length > 0) return confirmed(evidence);
	return canceled.length < ENOUGH_TO_TELL ? notSeen(evidence) : refuted(evidence, 'zero');
}

module.exports = {
	firstPage,
	LISTS,
	lists,
	probes: { canceledMrr, emptyPages, listEnd, paths },
	readList,
	recordsIn,
};
