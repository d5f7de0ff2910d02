'use strict';

const { DateTime } = require('luxon');
const { Refusal } = require('../shared/refusal.cjs');

/** A page that would go over this place in a list ends there: short, with a cursor. */
const BREAK_AT = 255;

const encode = (name, id) => Buffer.from(`${name}:${id}`).toString('base64url');

function startOf(name, items, cursor) {
	const [cursorName, id] = Buffer.from(cursor, 'base64url').toString().split(':');
	const last = cursorName === name ? items.findIndex((item) => item.id === id) : -1;
	if (last === -1) throw new Refusal(422, 'Invalid cursor');
	return last + 1;
}

/**
 * One page of a list.
 *
 * @param {string} name a cursor serves only the list that it came from
 * @param {readonly { id: string }[]} items all that fit the filters
 * @param {{ cursor?: string, limit: number }} query
 * @param {object} [options]
 * @param {(item: any) => object} [options.show] an item as the API shows it
 * @param {boolean} [options.endsEmpty] the last page too carries a cursor, to a page without items
 */
function listPage(
	name,
	items,
	{ cursor, limit },
	{ show = (item) => item, endsEmpty = false } = {},
) {
	const start = cursor === undefined ? 0 : startOf(name, items, cursor);
	const end = start < BREAK_AT ? Math.min(start + limit, BREAK_AT) : start + limit;
	const data = items.slice(start, end);
	const last = data.at(-1);
	const hasMore = end < items.length || endsEmpty;
	const nextCursor = last && hasMore ? encode(name, last.id) : null;
	return { body: { data: data.map(show), next_cursor: nextCursor } };
}

/**
 * A date filter. What the service makes of one is lost; here: at or after it (guess).
 *
 * @param {string | undefined} value ISO 8601 date or time
 * @param {string} name of the parameter
 * @returns {(time: string | null) => boolean}
 */
function atOrAfter(value, name) {
	if (value === undefined) return () => true;
	const from = DateTime.fromISO(value, { zone: 'utc' });
	if (!from.isValid) throw new Refusal(422, `${name} must be an ISO 8601 date`);
	return (time) => time !== null && Date.parse(time) >= from.toMillis();
}

/** @returns {(item: object) => boolean} does the item have these values (those that are given)? */
const having = (values) => (item) =>
	Object.entries(values).every(([key, value]) => value === undefined || item[key] === value);

const lower = (text) => String(text).toLowerCase();

/** How a filter by a text may compare. */
const comparisons = {
	anyCase: (value, wanted) => lower(value) === lower(wanted),
	honoured: (value, wanted) => value === wanted,
	caseSensitive: (value, wanted) => value === wanted,
	partial: (value, wanted) => lower(value).includes(lower(wanted)),
	// A subscription's own platform id is one in any case.
	bySubscription: (value, wanted) => value === wanted,
	ignored: () => true,
	refused: () => true,
};

/**
 * @param {string} name of the field
 * @param {string | undefined} wanted all where it is undefined
 * @param {string} comparison one of `comparisons`
 * @returns {(item: object) => boolean}
 */
const textFilter = (name, wanted, comparison) => (item) =>
	wanted === undefined || comparisons[comparison](item[name], wanted);

module.exports = { listPage, atOrAfter, having, textFilter };
