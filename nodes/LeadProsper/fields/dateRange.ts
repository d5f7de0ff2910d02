import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { inputError } from '../../shared/errors';
import { checkChoice } from '../../shared/fields/choice';
import { checkTimeZone, toDate } from '../../shared/fields/dates';
import { daysOfPeriod, PERIOD_NOTE, PERIODS } from '../../shared/fields/period';
import type { DateRange } from '../api/service';

const CUSTOM = 'custom';

const CHOICES = [
	{ name: 'Custom', value: CUSTOM, description: 'From a Start Date to an End Date' },
	...PERIODS,
] as const;

/** Not required: where Period is an expression, n8n shows them and would ask for them with any period. */
const whenCustom = { show: { period: [CUSTOM] } };

/** The fields Period and, for Custom, Start Date and End Date. */
export const dateRangeFields: INodeProperties[] = [
	{
		displayName: 'Period',
		name: 'period',
		type: 'options',
		options: [...CHOICES],
		default: 'last7Days',
		description: `Which days to read, in the time zone under Options. ${PERIOD_NOTE}.`,
	},
	{
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		displayOptions: whenCustom,
		default: '',
		description:
			'First day, included. A time becomes the day that it falls on in the time zone (see Options).',
	},
	{
		displayName: 'End Date',
		name: 'endDate',
		type: 'dateTime',
		displayOptions: whenCustom,
		default: '',
		description: 'Last day, included. May be the same as Start Date, for one day.',
	},
];

/** Put it into the `options` collection of every operation that has `dateRangeFields`. */
export const timeZoneOption: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timezone',
	type: 'string',
	default: '',
	placeholder: 'e.g. America/New_York',
	description:
		'Time zone in which the days begin and end, as an IANA name. Leave empty for the time zone of the workflow.',
};

/**
 * Reads `dateRangeFields` and `timeZoneOption`. The range always has a time zone: without one, the
 * service uses each campaign's own zone for statistics, and refuses to list leads.
 *
 * @throws NodeOperationError if the period, a date or the time zone is not valid, or the start is after
 *   the end
 */
export function readDateRange(context: IExecuteFunctions, itemIndex: number): DateRange {
	const node = context.getNode();
	const options = context.getNodeParameter('options', itemIndex, {});
	const timezone = checkTimeZone(node, itemIndex, options.timezone || context.getTimezone());
	const given: unknown = context.getNodeParameter('period', itemIndex);
	const period = checkChoice(node, itemIndex, 'Period', given, CHOICES);
	if (period !== CUSTOM) {
		const { first, last } = daysOfPeriod(period, Date.now(), timezone);
		return { start_date: first, end_date: last, timezone };
	}
	const day = (label: string, name: string) =>
		toDate(node, itemIndex, label, context.getNodeParameter(name, itemIndex), timezone);
	const start_date = day('Start Date', 'startDate');
	const end_date = day('End Date', 'endDate');
	if (start_date > end_date) {
		throw inputError(
			node,
			itemIndex,
			`Start Date (${start_date}) is after End Date (${end_date})`,
			`Both are days in ${timezone}, and both are included. Swap them, or correct one.`,
		);
	}
	return { start_date, end_date, timezone };
}

/** Each day of the range, as YYYY-MM-DD. */
export function daysOf({ start_date, end_date }: Omit<DateRange, 'timezone'>): string[] {
	const days: string[] = [];
	// Counted in UTC, where every day has 24 hours.
	const end = DateTime.fromISO(end_date, { zone: 'utc' });
	for (let day = DateTime.fromISO(start_date, { zone: 'utc' }); day <= end;) {
		days.push(day.toFormat('yyyy-MM-dd'));
		day = day.plus({ days: 1 });
	}
	return days;
}
