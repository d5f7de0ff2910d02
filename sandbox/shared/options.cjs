'use strict';

/**
 * What a service may do in one way or another: `setOptions` chooses.
 *
 * @typedef {object} Definition
 * @property {unknown} initial the value from the start, and after a reset
 * @property {(value: unknown) => boolean} allows
 * @property {string} words what may be set, for messages
 */

/** @returns {Definition} one of some texts; the first is the initial one */
const choice = (...values) => ({
	initial: values[0],
	allows: (value) => values.includes(value),
	words: values.join(', '),
});

const isWhole = (value) => Number.isInteger(value) && value >= 0;

/** @returns {Definition} */
const httpStatus = (initial) => ({
	initial,
	allows: (value) => isWhole(value) && Number(value) >= 200 && Number(value) < 600,
	words: 'an HTTP status',
});

/** @returns {Definition} a number of things or of milliseconds; 0 from the start */
const amount = () => ({ initial: 0, allows: isWhole, words: 'a whole number' });

/** @returns {Definition} */
const flag = (initial) => ({
	initial,
	allows: (value) => typeof value === 'boolean',
	words: 'true or false',
});

/** @returns {Definition} */
const text = (initial) => ({
	initial,
	allows: (value) => typeof value === 'string' && value !== '',
	words: 'a text',
});

/** @returns {Definition} milliseconds by name, all 0 from the start */
const times = (...names) => ({
	initial: Object.fromEntries(names.map((name) => [name, 0])),
	allows: (value) =>
		typeof value === 'object' && value !== null && names.every((name) => isWhole(value[name])),
	words: `milliseconds of ${names.join(' and ')}`,
});

/**
 * The options of one service, at their initial values.
 *
 * @param {Record<string, Definition>} definitions
 */
function createOptions(definitions) {
	/** @type {Record<string, any>} */
	const values = {};

	function reset() {
		for (const [name, { initial }] of Object.entries(definitions)) values[name] = initial;
	}
	reset();

	return {
		/** The same object for ever, with the values of the moment. */
		values,
		/** @param {string} name */
		knows: (name) => Object.hasOwn(definitions, name),
		/**
		 * @param {string} name
		 * @param {unknown} value
		 * @throws {Error} where the option can't have the value
		 */
		set(name, value) {
			const { allows, words } = definitions[name];
			if (!allows(value)) {
				throw new Error(`Option "${name}" can't be ${JSON.stringify(value)}: use ${words}`);
			}
			values[name] = value;
		},
		reset,
	};
}

module.exports = { amount, choice, createOptions, flag, httpStatus, text, times };
