import { checkId } from '../../../shared/ids';
import type { Operation } from '../../../shared/router';
import { readSupplierStats } from '../../api/stats';
import { readCampaignId } from '../../campaignScope';
import { dateRangeFields, readDateRange } from '../../dateRange';
import { campaignLocator, subIdLocator, supplierLocator } from '../../locators';
import { outputField, statsOptions, toOutput } from './output';

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
		const picked = (label: string, name: string) =>
			checkId(
				context.getNode(),
				itemIndex,
				label,
				context.getNodeParameter(name, itemIndex, '', { extractValue: true }),
			);
		const query = {
			campaign: readCampaignId(context, itemIndex),
			supplier: picked('Supplier ID', 'supplierId'),
			group: picked('Group By', 'group'),
		};
		const range = readDateRange(context, itemIndex);
		const stats = await readSupplierStats(client, range, query, itemIndex);
		return toOutput(stats, context.getNodeParameter('output', itemIndex), range);
	},
};
