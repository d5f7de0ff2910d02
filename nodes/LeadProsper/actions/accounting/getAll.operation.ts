import { optionsOf } from '../../../shared/fields/collections';
import { readLimit, returnAllAndLimit } from '../../../shared/fields/returnAll';
import type { Operation } from '../../../shared/router';
import { readAccounting } from '../../api/accounting';
import { dateRangeFields, readDateRange, timeZoneOption } from '../../fields/dateRange';

const GRANULAR = 'granular';

/** Cost, revenue and profit by buyer or by supplier, as the service answers them. */
export const getAll: Operation = {
	kind: 'read',
	fields: [
		...dateRangeFields,
		{
			displayName: 'Clients',
			name: 'clientType',
			type: 'options',
			options: [
				{ name: 'Buyers', value: 'buyers' },
				{ name: 'Suppliers', value: 'suppliers' },
			],
			default: 'buyers',
			description: 'Whether to get the rows of those who buy leads or of those who deliver them',
		},
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			options: [
				{ name: 'Granular', value: GRANULAR, description: 'More rows, in more detail' },
				{ name: 'Standard', value: 'standard', description: 'Lead Prosper’s default' },
			],
			default: GRANULAR,
			description: 'How detailed the rows are',
		},
		...returnAllAndLimit,
		optionsOf([
			{
				...timeZoneOption,
				description:
					'Time zone that says which day today is, as an IANA name. Leave empty for the workflow’s. Where a day begins, Lead Prosper decides itself: probably in each campaign’s own time zone.',
			},
		]),
	],
	async execute(context, itemIndex, client) {
		const limit = readLimit(context, itemIndex);
		const { start_date, end_date } = readDateRange(context, itemIndex);
		const mode = context.getNodeParameter('mode', itemIndex) === GRANULAR ? GRANULAR : undefined;
		const client_type = String(context.getNodeParameter('clientType', itemIndex));
		const query = { start_date, end_date, client_type, mode };
		return (await readAccounting(client, query, itemIndex)).slice(0, limit);
	},
};
