'use strict';

const { DateTime, IANAZone } = require('luxon');
const { Refusal } = require('../shared/refusal.cjs');

/** Names such as America/New_York; "EST", "+02:00" and "UTC+2" are refused by the service. */
const isZone = (zone) => (zone === 'UTC' || zone.includes('/')) && IANAZone.isValidZone(zone);

const invalid = (field, message) => new Refusal(422, message, { errors: { [field]: [message] } });

/**
 * The moments from the first day's start to the last day's end, in a time zone.
 *
 * @param {{ start_date: string, end_date: string }} dates `YYYY-MM-DD`, both included
 * @param {string} zone
 * @returns {{ from: number, until: number }} milliseconds since 1970; `until` is not included
 */
function rangeOf({ start_date: startDate, end_date: endDate }, zone) {
	if (!isZone(zone)) throw invalid('timezone', 'The timezone must be a valid zone.');
	const start = DateTime.fromISO(startDate, { zone });
	const end = DateTime.fromISO(endDate, { zone });
	if (end < start) {
		throw invalid('end_date', 'The end date must be a date after or equal to start date.');
	}
	return { from: start.toMillis(), until: end.plus({ days: 1 }).toMillis() };
}

module.exports = { rangeOf };
