import { pickedId } from '../../../shared/fields/recordLocator';
import type { Operation } from '../../../shared/router';
import { readSupplierStats, subIdOf } from '../../api/stats';
import { readCampaignId } from '../../fields/campaignScope';
import { dateRangeFields } from '../../fields/dateRange';
import { campaignLocator, subIdLocator, supplierLocator } from '../../fields/locators';
import { outputField, readStatsRange, statsOptions, toOutput } from './output';

/** The figures of one supplier in one campaign, broken down by a sub-id column. */
export const getSupplierStats: Operation = {
	kind: 'read',
	fields: [
		campaignLocator,
		supplierLocator,
		subIdLocator,
		...dateRangeFields,
		outputField('suppliers'),
		statsOptions,
	],
	async execute(context, itemIndex, client) {
		const query = {
			campaign: readCampaignId(context, itemIndex),
			supplier: pickedId(context, itemIndex, 'supplierId', 'Supplier ID'),
			group: pickedId(context, itemIndex, 'group', 'Group By'),
		};
		const range = readStatsRange(context, itemIndex);
		const stats = await readSupplierStats(client, range, query, itemIndex);
		const output = context.getNodeParameter('output', itemIndex);
		const rows = toOutput(stats, output, range);
		if (output !== 'suppliers') return rows;
		return rows.map((row) => ({
			group_by: query.group,
			sub_id: subIdOf(row, query.group) ?? null,
			...row,
		}));
	},
};
