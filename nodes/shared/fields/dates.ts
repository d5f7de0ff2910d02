import type { INode } from 'n8n-workflow';
import { DateTime, IANAZone } from 'luxon';
import { inputError } from '../errors';

/**
 * The time zone to use: an IANA name such as America/New_York. Offsets and abbreviations are
 * refused: the services don't take them, and they know no daylight saving time.
 */
export function checkTimeZone(node: INode, itemIndex: number, zone: unknown): string {
	const name = String(zone ?? '').trim();
	// n8n's own default on many servers; the services' lists have it as plain UTC.
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
 * A moment from what n8n users have: a picked date, `YYYY-MM-DD`, an ISO 8601 time with or without
 * an offset (also with a space in place of the T), a Luxon DateTime or a Date from an expression.
 * What has no offset is meant in `zone`.
 *
 * @param label the field's name, for the message
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
			'Pick a date, or enter one such as 2025-01-31 or 2025-01-31T15:00:00Z.',
		);
	}
	return moment.setZone(zone);
}

/** The calendar date, `YYYY-MM-DD`, that a date or moment has in `zone`. */
export function toDate(
	node: INode,
	itemIndex: number,
	label: string,
	value: unknown,
	zone: string,
): string {
	return toMoment(node, itemIndex, label, value, zone).toFormat('yyyy-MM-dd');
}

/** A whole date; Luxon would also take “12” for noon today and “2025” for its first day. */
const WHOLE_DATE = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/i;

function parsedMoment(value: unknown, zone: string): DateTime | undefined {
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone });
	if (typeof value === 'string') {
		const text = value.trim();
		if (!WHOLE_DATE.test(text)) return undefined;
		// Sheets and databases put a space between date and time.
		return DateTime.fromISO(text.replace(' ', 'T'), { zone });
	}
	// n8n's expressions make DateTimes with a copy of Luxon of their own, so instanceof won't do.
	if (typeof value === 'object' && value !== null && 'toISO' in value) {
		return DateTime.fromISO(String((value as DateTime).toISO()), { zone });
	}
	return undefined;
}
