'use strict';

/**
 * What a probe has found of an assumption.
 *
 * @typedef {object} Finding
 * @property {'confirmed' | 'refuted' | 'not seen'} verdict
 * @property {string} evidence names, types, counts and statuses; never a value of a record
 * @property {string[]} alternatives of a refuted one: IDs of those that it may be; none is known
 */

/** @returns {Finding} */
const confirmed = (evidence) => ({ verdict: 'confirmed', evidence, alternatives: [] });

/**
 * @param {string} evidence
 * @param {...string} alternatives IDs in docs/assumptions.json
 * @returns {Finding}
 */
const refuted = (evidence, ...alternatives) => ({ verdict: 'refuted', evidence, alternatives });

/** @returns {Finding} */
const notSeen = (why) => ({ verdict: 'not seen', evidence: why, alternatives: [] });

/** @param {unknown} value */
function typeOf(value) {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'list';
	return typeof value === 'string' ? 'text' : typeof value;
}

/**
 * The fields of an object, without their values.
 *
 * @param {object} record one whose names are those of fields, and not of records
 */
const fieldsOf = (record) =>
	Object.entries(record)
		.map(([name, value]) => `${name} (${typeOf(value)})`)
		.join(', ') || 'no fields';

/** @param {number} count */
const times = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

module.exports = { confirmed, fieldsOf, notSeen, refuted, times, typeOf };
