'use strict';

/**
 * Records by id in their own order. The seed is never touched: changes lie over it, so that going
 * back to the seed costs nothing.
 *
 * @template {{ id: string | number }} T
 * @param {() => readonly T[]} seed called on first use
 * @param {(a: T, b: T) => number} order
 */
function createCollection(seed, order) {
	/** @type {Map<string, T | undefined>} what differs from the seed; undefined = removed */
	const changes = new Map();
	/** @type {readonly T[] | undefined} */
	let listed;
	/** @type {Map<string, T> | undefined} */
	let seedById;

	function seeded(id) {
		seedById ??= new Map(seed().map((item) => [String(item.id), item]));
		return seedById.get(id);
	}

	function merge() {
		const rest = seed().filter((item) => !changes.has(String(item.id)));
		const changed = [...changes.values()].filter((item) => item !== undefined);
		return [...rest, ...changed].sort(order);
	}

	return {
		/** @returns {readonly T[]} */
		list() {
			listed ??= changes.size === 0 ? seed() : merge();
			return listed;
		},

		/** @returns {T | undefined} */
		get(id) {
			return changes.has(String(id)) ? changes.get(String(id)) : seeded(String(id));
		},

		/** Adds the item, or replaces the one with its id. */
		put(item) {
			changes.set(String(item.id), item);
			listed = undefined;
		},

		remove(id) {
			changes.set(String(id), undefined);
			listed = undefined;
		},

		reset() {
			changes.clear();
			listed = undefined;
		},
	};
}

module.exports = { createCollection };
