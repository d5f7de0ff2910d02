import { mapLimited } from '../../../shared/mapLimited';
import type { Operation } from '../../../shared/router';
import { MOST_AT_ONCE } from '../../../shared/transport/rateLimit';
import { readCampaignStats } from '../../api/stats';
import { allCampaignsFirst, readCampaignScope } from '../../fields/campaignScope';
import { dateRangeFields, daysOf } from '../../fields/dateRange';
import { readStatsRange, rowsOnlyField, statsOptions, toRows, zoneOf } from './output';

/**
 * The figures day by day. The service has no breakdown by day, so each day takes one request, which
 * covers all chosen campaigns.
 */
export const getDailyStats: Operation = {
	kind: 'read',
	fields: [...allCampaignsFirst, ...dateRangeFields, rowsOnlyField, statsOptions],
	async execute(context, itemIndex, client) {
		const campaignIds = readCampaignScope(context, itemIndex);
		const range = readStatsRange(context, itemIndex);
		const output = context.getNodeParameter('output', itemIndex);
		const rows = await mapLimited(daysOf(range), MOST_AT_ONCE, async (date) => {
			const day = { ...range, start_date: date, end_date: date };
			const stats = await readCampaignStats(client, day, campaignIds, itemIndex);
			return stats.flatMap((entry) => toRows(entry, output, { date, timezone: zoneOf(range) }));
		});
		return rows.flat();
	},
};
