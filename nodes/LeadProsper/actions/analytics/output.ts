import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { optionsOf, optionSwitch, readCollection } from '../../../shared/fields/collections';
import { asObject, objectsIn } from '../../../shared/json';
import type { StatsRange } from '../../api/stats';
import { readDateRange, timeZoneOption } from '../../fields/dateRange';

/** What a row stands for. */
export type RowKind = 'campaigns' | 'suppliers' | 'buyers';

const asAnswered: INodePropertyOptions = {
	name: 'As the API Answers',
	value: 'response',
	description: 'One item per campaign, with its suppliers and buyers nested in it',
};

const rowsField = (kind: RowKind): INodeProperties => ({
	displayName: 'Output',
	name: 'output',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'One Row per Buyer',
			value: 'buyers',
			description: 'Flat, with the campaign and the dates, ready for a sheet',
		},
		{
			name: 'One Row per Campaign',
			value: 'campaigns',
			description: 'Flat, with the dates, ready for a sheet',
		},
		{
			name: 'One Row per Supplier',
			value: 'suppliers',
			description: 'Flat, with the campaign and the dates, ready for a sheet',
		},
	],
	default: kind,
	description: 'What each output item stands for',
});

/** The field Output, with rows only. */
export const rowsOnlyField = rowsField('campaigns');

/**
 * The field Output, with rows and with the API's own answer.
 *
 * @param kind the rows to give by default
 */
export const outputField = (kind: RowKind): INodeProperties => {
	const field = rowsField(kind);
	return { ...field, options: [asAnswered, ...(field.options ?? [])] };
};

const CAMPAIGN_ZONE = 'campaignTimeZone';
const CAMPAIGN_ZONE_LABEL = 'Use Each Campaign’s Time Zone';

export const statsOptions: INodeProperties = optionsOf([
	timeZoneOption,
	{
		displayName: CAMPAIGN_ZONE_LABEL,
		name: CAMPAIGN_ZONE,
		type: 'boolean',
		default: false,
		description:
			'Whether the days begin and end in the time zone that each campaign is set to, as on Lead Prosper’s own screens',
	},
]);

/** The days that the user chose, and the time zone that the service is to count them in. */
export function readStatsRange(context: IExecuteFunctions, itemIndex: number): StatsRange {
	const range = readDateRange(context, itemIndex);
	const options = readCollection(context, itemIndex, 'options');
	const isCampaigns = optionSwitch(
		context,
		itemIndex,
		options,
		CAMPAIGN_ZONE,
		CAMPAIGN_ZONE_LABEL,
		false,
	);
	return isCampaigns ? { ...range, timezone: undefined } : range;
}

/** What a row says of its time zone. */
export const zoneOf = ({ timezone }: StatsRange): string => timezone ?? 'campaign’s own';

/** The statistics in the form that the user chose. @param output the value of the field Output */
export function toOutput(stats: IDataObject[], output: unknown, range: StatsRange): IDataObject[] {
	if (output === 'response') return stats;
	const { start_date, end_date } = range;
	const dates = { start_date, end_date, timezone: zoneOf(range) };
	return stats.flatMap((entry) => toRows(entry, output, dates));
}

/**
 * The rows of one campaign. Every kind of row begins with the same columns for the campaign, the
 * dates and their time zone. The other columns are as the service gives them.
 */
export function toRows(
	{ campaign, ...parties }: IDataObject,
	kind: unknown,
	dates: IDataObject,
): IDataObject[] {
	const { id, name, ...figures } = asObject(campaign);
	const start = { campaign_id: id, campaign_name: name, ...dates };
	if (kind === 'campaigns') return [{ ...start, ...figures }];
	const rows = kind === 'buyers' ? parties.buyers : parties.suppliers;
	return objectsIn(rows).map((row) => ({ ...start, ...row }));
}
