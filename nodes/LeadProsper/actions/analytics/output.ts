import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { optionsOf } from '../../../shared/fields/collections';
import { asObject, objectsIn } from '../../../shared/json';
import type { DateRange } from '../../api/service';
import { timeZoneOption } from '../../fields/dateRange';

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

export const statsOptions: INodeProperties = optionsOf([timeZoneOption]);

/** The statistics in the form that the user chose. @param output the value of the field Output */
export function toOutput(stats: IDataObject[], output: unknown, range: DateRange): IDataObject[] {
	if (output === 'response') return stats;
	const { start_date, end_date } = range;
	return stats.flatMap((entry) => toRows(entry, output, { start_date, end_date }));
}

/**
 * The rows of one campaign. Every kind of row begins with the same columns for the campaign and the
 * dates. The other columns are as the service gives them.
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
