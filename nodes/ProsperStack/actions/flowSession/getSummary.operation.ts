import type { INodeProperties } from 'n8n-workflow';
import { groupByField, readGroupBy } from '../../../shared/fields/groupBy';
import type { Operation } from '../../../shared/router';
import { createSummary } from '../../../shared/summary';
import { readMatching } from '../../api/matching';
import { PATHS } from '../../api/service';
import { readSessionFilters, sessionFilterFields } from './filters';
import { BY_OFFER_SHOWN, groupingNamed, GROUPINGS, partsOfOffers } from './summary/groupings';
import { sessionTotals, totalColumns, watchMrr } from './summary/totals';

const notice: INodeProperties = {
	displayName:
		'Reads all sessions of the account: 10 requests for each 1,000, of the 100 a minute that ProsperStack allows. Only the filters Status and Subscriber make it fewer.',
	name: 'requestsNotice',
	type: 'notice',
	default: '',
};

/**
 * Flow sessions counted by reason, offer, flow or status, with save rate and MRR. They are read page by
 * page, and only the counts are kept.
 */
export const getSummary: Operation = {
	kind: 'read',
	fields: [groupByField(GROUPINGS, 'reason'), notice, ...sessionFilterFields],
	async execute(context, itemIndex, client) {
		const groupings = readGroupBy(context, itemIndex, GROUPINGS, groupingNamed);
		const selection = await readSessionFilters(context, itemIndex, client);
		const { filters = {}, query, keep } = selection;
		const summary = createSummary(groupings.values(), sessionTotals);
		const pages = readMatching(client, PATHS.flowSession, filters, { query, keep, itemIndex });
		const mrr = watchMrr();
		for await (const page of pages) {
			for (const session of page) {
				const parts = groupings.has(BY_OFFER_SHOWN) ? partsOfOffers(session) : [{ session }];
				parts.forEach(summary.add);
				mrr.see(session);
			}
		}
		mrr.doubts().forEach((doubt) => client.warn(doubt));
		return summary.rows().map(({ group, sum }) => ({ ...group, ...totalColumns(sum) }));
	},
};
