import { defineResource } from '../../../shared/resource';
import { getCampaignStats } from './getCampaignStats.operation';
import { getDailyStats } from './getDailyStats.operation';
import { getSupplierStats } from './getSupplierStats.operation';

export const analytics = defineResource(
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
				name: 'Get Daily Stats',
				value: 'getDailyStats',
				description: 'Get the figures of each day: a row per day and campaign, supplier or buyer',
				action: 'Get daily stats',
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
	{ getCampaignStats, getDailyStats, getSupplierStats },
);
