import type { INode } from 'n8n-workflow';
import { DateTime, IANAZone } from 'luxon';
import { inputError } from '../errors';

/**
 * Checks a time zone: it must be an IANA name such as America/New_York. Offsets and abbreviations
 * are refused, because the services do not take them and they do not follow daylight saving time.
 *
 * @returns the name; `UTC` for the other names of UTC
 * @throws NodeOperationError if it is not an IANA name
 */
export function checkTimeZone(node: INode, itemIndex: number, zone: unknown): string {
	const name = String(zone ?? '').trim();
	// Many servers run n8n in Etc/UTC. The services list this zone as UTC only.
	if (/^(etc\/)?(utc|gmt)$/i.test(name)) return 'UTC';
	if (!name.includes('/') || !IANAZone.isValidZone(name)) {
		throw inputError(
			node,
			itemIndex,
			`“${name}” is not a time zone`,
			'Enter a name such as America/New_York or Europe/Berlin, or UTC. Offsets (+01:00) and abbreviations (EST) are not taken.',
		);
	}
	return name;
}

/**
 * Reads a date or a time in the forms that n8n users have: a picked date, `YYYY-MM-DD`, an ISO 8601
 * time with or without an offset (also with a space instead of the T), and a Luxon DateTime or a
 * Date from an expression. A value without an offset is read as local time in `zone`.
 *
 * @param label the field's name, for the message
 * @returns the moment, in `zone`
 * @throws NodeOperationError if the value is not a date
 */
export function toMoment(
	node: INode,
	itemIndex: number,
	label: string,
	value: unknown,
	zone: string,
): DateTime {
	const moment = parsedMoment(value, zone);
	if (!moment?.isValid) {
		throw inputError(
			node,
			itemIndex,
			`${label} is not a date: “${String(value ?? '')}”`,
			`Pick a date, or enter one such as 2025-01-31 or 2025-01-31T15:00:00Z. Words such as “yesterday” are not read: today is ${DateTime.now().setZone(zone).toFormat('yyyy-MM-dd')} in ${zone}.`,
		);
	}
	return moment.setZone(zone);
}

/** As `toMoment`, but gives the calendar date in `zone` as `YYYY-MM-DD`. */
export function toDate(
	node: INode,
	itemIndex: number,
	label: string,
	value: unknown,
	zone: string,
): string {
	return toMoment(node, itemIndex, label, value, zone).toFormat('yyyy-MM-dd');
}

/** A full date. Without this check Luxon would read “12” as noon today, and “2025” as 1 January. */
const WHOLE_DATE = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/i;

function parsedMoment(value: unknown, zone: string): DateTime | undefined {
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone });
	if (typeof value === 'string') {
		const text = value.trim();
		if (!WHOLE_DATE.test(text)) return undefined;
		// Sheets and databases put a space between date and time, where Luxon wants a T.
		return DateTime.fromISO(text.replace(' ', 'T'), { zone });
	}
	// DateTimes from expressions are made by another copy of Luxon, so instanceof does not know them.
	// Not by its text, which rounds the offsets of long ago to minutes: a birthday would become the day before.
	if (typeof value === 'object' && value !== null && 'toMillis' in value) {
		return DateTime.fromMillis((value as DateTime).toMillis(), { zone });
	}
	return undefined;
}
