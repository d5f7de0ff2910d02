import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { inputError } from '../../shared/errors';
import { checkTimeZone, toDate } from '../../shared/fields/dates';
import type { DateRange } from '../api/service';

export const dateRangeFields: INodeProperties[] = [
	{
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		required: true,
		default: '',
		description:
			'First day, included. A time becomes the day that it falls on in the time zone (see Options).',
	},
	{
		displayName: 'End Date',
		name: 'endDate',
		type: 'dateTime',
		required: true,
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
 * @throws NodeOperationError if a date or the time zone is not valid, or the start is after the end
 */
export function readDateRange(context: IExecuteFunctions, itemIndex: number): DateRange {
	const node = context.getNode();
	const options = context.getNodeParameter('options', itemIndex, {});
	const timezone = checkTimeZone(node, itemIndex, options.timezone || context.getTimezone());
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
