import type { INodePropertyOptions } from 'n8n-workflow';
import { DateTime } from 'luxon';

/** The first and the last day of a period, as YYYY-MM-DD. Both are included. */
export interface Days {
	first: string;
	last: string;
}

/**
 * The ready-made periods, in whole days. As in Google Ads and Meta's Ads Manager, the last 7 and 30
 * days end with yesterday: figures of a day that is still running would make each one look worse than
 * the one before.
 */
export const PERIODS = [
	{ name: 'Last 30 Days', value: 'last30Days', description: 'The 30 days before today' },
	{ name: 'Last 7 Days', value: 'last7Days', description: 'The 7 days before today' },
	{ name: 'Last Month', value: 'lastMonth', description: 'The whole month before this one' },
	{
		name: 'This Month',
		value: 'thisMonth',
		description: 'From the first of the month up to and including today',
	},
	{ name: 'Today', value: 'today', description: 'Today so far' },
	{ name: 'Yesterday', value: 'yesterday', description: 'The whole day before today' },
] as const satisfies readonly INodePropertyOptions[];

export type Period = (typeof PERIODS)[number]['value'];

/** What belongs into the description of a field with these periods. */
export const PERIOD_NOTE = 'The last 7 and 30 days end with yesterday';

/** The first and the last day, by the day that is today. */
const daysBy: Record<Period, (today: DateTime) => [first: DateTime, last: DateTime]> = {
	last30Days: (today) => [today.minus({ days: 30 }), today.minus({ days: 1 })],
	last7Days: (today) => [today.minus({ days: 7 }), today.minus({ days: 1 })],
	lastMonth: (today) => {
		const month = today.minus({ months: 1 });
		return [month.startOf('month'), month.endOf('month')];
	},
	thisMonth: (today) => [today.startOf('month'), today],
	today: (today) => [today, today],
	yesterday: (today) => [today.minus({ days: 1 }), today.minus({ days: 1 })],
};

/**
 * The days of a period.
 *
 * @param now in milliseconds since 1970
 * @param zone the IANA time zone in which it decides what day today is
 */
export function daysOfPeriod(period: Period, now: number, zone: string): Days {
	// Counted in UTC, where every day has 24 hours.
	const today = DateTime.fromMillis(now, { zone }).setZone('utc', { keepLocalTime: true });
	const [first, last] = daysBy[period](today);
	return { first: first.toFormat('yyyy-MM-dd'), last: last.toFormat('yyyy-MM-dd') };
}

/**
 * When days begin and end in a time zone, in milliseconds since 1970: a moment is in them if it is at
 * `from` or later, and before `to`.
 */
export function momentsOf({ first, last }: Days, zone: string): { from: number; to: number } {
	const startOf = (day: DateTime) => {
		const midnight = day.setZone(zone, { keepLocalTime: true }).startOf('day');
		// Where clocks go back to midnight, there are two of them: the day begins with the first.
		return Math.min(...midnight.getPossibleOffsets().map((moment) => moment.toMillis()));
	};
	// Counted in UTC: Samoa has no 30 December 2011, and the day after it would be 1 January.
	return {
		from: startOf(DateTime.fromISO(first, { zone: 'utc' })),
		to: startOf(DateTime.fromISO(last, { zone: 'utc' }).plus({ days: 1 })),
	};
}
