import type { Operation } from '../../../shared/router';
import { readCampaignStats } from '../../api/stats';
import { allCampaignsFirst, readCampaignScope } from '../../fields/campaignScope';
import { dateRangeFields } from '../../fields/dateRange';
import { outputField, readStatsRange, statsOptions, toOutput } from './output';

/** The figures of campaigns over a range of days: one request, whatever the number of campaigns. */
export const getCampaignStats: Operation = {
	kind: 'read',
	fields: [...allCampaignsFirst, ...dateRangeFields, outputField('campaigns'), statsOptions],
	async execute(context, itemIndex, client) {
		const campaignIds = readCampaignScope(context, itemIndex);
		const range = readStatsRange(context, itemIndex);
		const stats = await readCampaignStats(client, range, campaignIds, itemIndex);
		return toOutput(stats, context.getNodeParameter('output', itemIndex), range);
	},
};
