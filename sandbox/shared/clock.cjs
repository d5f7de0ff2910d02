'use strict';

const DATE_ONLY = /^\d{4}-\d\d-\d\d$/;

/**
 * The sandbox's idea of "now": the real time plus an offset, so that tests can step over midnight
 * or let thirty days pass.
 *
 * @param {string} [start] ISO time that is "now" at the start; a date alone means its noon in UTC
 */
function createClock(start) {
	const initialOffset = start === undefined ? 0 : offsetTo(start);
	let offset = initialOffset;

	function offsetTo(iso) {
		const ms = Date.parse(DATE_ONLY.test(iso) ? `${iso}T12:00:00Z` : iso);
		if (Number.isNaN(ms)) throw new Error(`Not an ISO date or time: ${iso}`);
		return ms - Date.now();
	}

	return {
		/** @returns {number} milliseconds since 1970 */
		now: () => Date.now() + offset,

		/** @param {number | string} to milliseconds to add to the real time, or the ISO time that is now */
		set(to) {
			offset = typeof to === 'number' ? to : offsetTo(to);
		},

		reset() {
			offset = initialOffset;
		},
	};
}

/**
 * Whether a record that was made at a time can be read, where one can so long after. Times are in
 * milliseconds since 1970; the clock may have been set back since.
 *
 * @param {number} now
 * @param {number | undefined} madeAt undefined for a record of the seed
 * @param {number} afterMs 0: at once
 */
const isVisibleAt = (now, madeAt, afterMs) =>
	afterMs === 0 || madeAt === undefined || now - madeAt >= afterMs;

module.exports = { createClock, isVisibleAt };
