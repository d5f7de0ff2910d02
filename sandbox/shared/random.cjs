'use strict';

// Globals are slow to look up where jest runs a file, and these are called millions of times.
const { floor, imul, round } = Math;

const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const ALPHANUMERIC = URL_SAFE.slice(0, 62);
const HEX = '0123456789abcdef';

/** FNV-1a: a text as a 32-bit number. */
function hash(text) {
	let value = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) {
		value = imul(value ^ text.charCodeAt(i), 0x01000193);
	}
	return value >>> 0;
}

/**
 * A source of random choices that gives the same ones for the same seed (mulberry32).
 *
 * @param {string} seed
 */
function createRandom(seed) {
	let state = hash(seed);

	/** @returns {number} at least 0, less than 1 */
	function next() {
		state = (state + 0x6d2b79f5) | 0;
		let t = imul(state ^ (state >>> 15), 1 | state);
		t = (t + imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	}

	/** @returns {number} a whole number from `min` to `max`, both included */
	const integer = (min, max) => min + floor(next() * (max - min + 1));

	/** @template T @param {readonly T[]} items @returns {T} */
	const pick = (items) => items[floor(next() * items.length)];

	/** @param {number} probability 0 to 1 */
	const chance = (probability) => next() < probability;

	/**
	 * Picks a key of `weights`, each as often as its number says.
	 *
	 * @param {Record<string, number>} weights
	 * @returns {string}
	 */
	function weighted(weights) {
		const entries = Object.entries(weights);
		const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
		let rest = next() * total;
		for (const [key, weight] of entries) {
			rest -= weight;
			if (rest < 0) return key;
		}
		return entries[0][0];
	}

	function text(length, alphabet) {
		let result = '';
		for (let i = 0; i < length; i++) result += alphabet[floor(next() * alphabet.length)];
		return result;
	}

	return {
		next,
		integer,
		pick,
		chance,
		weighted,
		digits: (length) => text(length, '0123456789'),
		alphanumeric: (length) => text(length, ALPHANUMERIC),
		uuid: () => [8, 4, 4, 4, 12].map((length) => text(length, HEX)).join('-'),
		urlSafe: (length) => text(length, URL_SAFE),
		/** Money: two decimals. */
		money: (min, max) => round((min + next() * (max - min)) * 100) / 100,
	};
}

module.exports = { createRandom };
