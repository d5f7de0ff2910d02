import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { inputError } from '../../shared/errors';
import { checkChoice } from '../../shared/fields/choice';
import { toMoment } from '../../shared/fields/dates';
import { daysOfPeriod, momentsOf, PERIOD_NOTE, PERIODS } from '../../shared/fields/period';

/**
 * Filters on the times of a record. The API has parameters for them, but the API reference does not
 * show how to write “before” and “after” in them: it only says that dates are ISO 8601. A value
 * that the service misread would lose records. So the node itself applies these filters, to the
 * records that come back. Users who know the syntax can fill in the API's own parameter.
 */

/** The times that can be filtered on: `created` stands for the field `created_at`. */
type Time = 'completed' | 'created' | 'started';

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The fields `<time>After`, `<time>Before` and `<time>In`, for the collection Filters. */
export const dateFilterFields = (time: Time): INodeProperties[] => [
	{
		displayName: `${capitalized(time)} After`,
		name: `${time}After`,
		type: 'dateTime',
		default: '',
		description: `Only what was ${time} at this moment or later. A date without a time means its first moment, in the workflow's time zone.`,
	},
	{
		displayName: `${capitalized(time)} Before`,
		name: `${time}Before`,
		type: 'dateTime',
		default: '',
		description: `Only what was ${time} earlier than this moment. A date without a time means its first moment, in the workflow's time zone: all of January is after 2025-01-01 and before 2025-02-01.`,
	},
	{
		displayName: `${capitalized(time)} In`,
		name: `${time}In`,
		type: 'options',
		options: [...PERIODS],
		default: 'last7Days',
		description: `Only what was ${time} in this period, in whole days of the workflow's time zone. ${PERIOD_NOTE}.`,
	},
];

/** The API's own parameter, for the collection Options. */
export const rawDateField = (time: Time): INodeProperties => ({
	displayName: `${capitalized(time)} At (Raw Parameter)`,
	name: `${time}At`,
	type: 'string',
	default: '',
	placeholder: 'e.g. 2025-01-31',
	description: `Sent to ProsperStack as ${time}_at, exactly as entered, for those who know what it makes of it. The filters ${capitalized(time)} After and ${capitalized(time)} Before work without it.`,
});

/**
 * Reads the fields `dateFilterFields`.
 *
 * @returns a test for records; undefined if the user set no date filter. A record that lacks the
 *   time does not pass the test.
 * @throws NodeOperationError if a value is not a date or a period, or if After is not earlier than Before
 */
export function readDateFilters(
	context: IExecuteFunctions,
	itemIndex: number,
	filters: IDataObject,
	times: Time[],
): ((record: IDataObject) => boolean) | undefined {
	const tests = times
		.flatMap((time) => [
			readRange(context, itemIndex, filters, time),
			readPeriod(context, itemIndex, filters, time),
		])
		.filter((test) => test !== undefined);
	return tests.length > 0 ? (record) => tests.every((test) => test(record)) : undefined;
}

function readRange(
	context: IExecuteFunctions,
	itemIndex: number,
	filters: IDataObject,
	time: Time,
): ((record: IDataObject) => boolean) | undefined {
	const after = readMoment(context, itemIndex, filters, `${time}After`, `${time} After`);
	const before = readMoment(context, itemIndex, filters, `${time}Before`, `${time} Before`);
	if (after === undefined && before === undefined) return undefined;
	if (after !== undefined && before !== undefined && after >= before) {
		throw inputError(
			context.getNode(),
			itemIndex,
			`${capitalized(time)} After is not earlier than ${capitalized(time)} Before, so nothing can match`,
			'For a single day, set After to the day and Before to the day that follows.',
		);
	}
	return isBetween(time, after ?? -Infinity, before ?? Infinity);
}

function readPeriod(
	context: IExecuteFunctions,
	itemIndex: number,
	filters: IDataObject,
	time: Time,
): ((record: IDataObject) => boolean) | undefined {
	const name = `${time}In`;
	if (!(name in filters)) return undefined;
	const label = `The filter ${capitalized(time)} In`;
	const period = checkChoice(context.getNode(), itemIndex, label, filters[name], PERIODS);
	const zone = context.getTimezone();
	const { from, to } = momentsOf(daysOfPeriod(period, Date.now(), zone), zone);
	return isBetween(time, from, to);
}

/** A test for records: `from` is included, `to` is not, in milliseconds since 1970. */
const isBetween = (time: Time, from: number, to: number) => (record: IDataObject) => {
	const moment = momentOf(record[`${time}_at`]);
	return moment >= from && moment < to;
};

/** The filter's value in milliseconds since 1970; undefined if the user did not add the filter. */
function readMoment(
	context: IExecuteFunctions,
	itemIndex: number,
	filters: IDataObject,
	name: string,
	label: string,
): number | undefined {
	if (!(name in filters)) return undefined;
	const zone = context.getTimezone();
	const node = context.getNode();
	return toMoment(node, itemIndex, capitalized(label), filters[name], zone).toMillis();
}

/**
 * A record's time in milliseconds since 1970; NaN if it is null or unreadable. Comparisons with NaN
 * are always false, so such a record passes no filter.
 */
const momentOf = (time: unknown): number =>
	typeof time === 'string' ? DateTime.fromISO(time, { zone: 'utc' }).toMillis() : NaN;
