import { showFor } from '../../../shared/descriptions';
import type { Resource } from '../../../shared/router';
import { getCampaignStats } from './getCampaignStats.operation';
import { getSupplierStats } from './getSupplierStats.operation';

export const analytics: Resource = {
	properties: [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: ['analytics'] } },
			options: [
				{
					name: 'Get Campaign Stats',
					value: 'getCampaignStats',
					description: 'Get leads, cost, revenue and profit of campaigns, suppliers and buyers',
					action: 'Get campaign stats',
				},
				{
					name: 'Get Supplier Stats',
					value: 'getSupplierStats',
					description: 'Get the figures of one supplier in a campaign, by sub-ID',
					action: 'Get supplier stats',
				},
			],
			default: 'getCampaignStats',
		},
		...showFor('analytics', 'getCampaignStats', getCampaignStats.fields),
		...showFor('analytics', 'getSupplierStats', getSupplierStats.fields),
	],
	operations: { getCampaignStats, getSupplierStats },
};
