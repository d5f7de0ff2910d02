import type { INodeProperties } from 'n8n-workflow';
import { optionsOf } from '../../../shared/fields/collections';
import { groupByField, readGroupBy } from '../../../shared/fields/groupBy';
import { mapLimited } from '../../../shared/mapLimited';
import type { Operation } from '../../../shared/router';
import { createSummary } from '../../../shared/summary';
import { MOST_AT_ONCE } from '../../../shared/transport/rateLimit';
import { readCampaignIds } from '../../api/campaigns';
import { readLeads } from '../../api/leads';
import { allCampaignsFirst, readCampaignScope } from '../../fields/campaignScope';
import { dateRangeFields, readDateRange, timeZoneOption } from '../../fields/dateRange';
import { filterField, readLeadListFilter } from './filters';
import { ifIncompleteOption, readOnIncomplete } from './ifIncomplete';
import { BY_BUYER, groupingNamed, GROUPINGS } from './summary/groupings';
import { lacksAmount, partsOfBuyers, wholeLead } from './summary/leadPart';
import { leadTotals, totalColumns } from './summary/totals';

const costNotice: INodeProperties = {
	displayName:
		'Reads every lead of these days: 10 requests for each 1,000, at least one for each campaign, of the 100 a minute that Lead Prosper allows. For figures by campaign, supplier or buyer alone, Analytics needs one request.',
	name: 'requestsNotice',
	type: 'notice',
	default: '',
};

/**
 * Leads counted, and their money added up, by campaign, supplier, buyer, sub-ID, status or reason. They
 * are read page by page, and only the counts are kept.
 */
export const getSummary: Operation = {
	kind: 'read',
	fields: [
		...allCampaignsFirst,
		...dateRangeFields,
		groupByField(GROUPINGS, 'supplier'),
		costNotice,
		filterField,
		optionsOf([ifIncompleteOption, timeZoneOption]),
	],
	async execute(context, itemIndex, client) {
		const chosen = readCampaignScope(context, itemIndex);
		const range = readDateRange(context, itemIndex);
		const groupings = readGroupBy(context, itemIndex, GROUPINGS, groupingNamed);
		const { query, keep, returnsDoubt } = readLeadListFilter(context, itemIndex);
		const onIncomplete = readOnIncomplete(context, itemIndex, client);

		const campaigns = chosen ?? (await readCampaignIds(client, itemIndex));
		const summary = createSummary(groupings.values(), leadTotals);
		let incomplete = 0;
		await mapLimited(campaigns, MOST_AT_ONCE, async (campaign) => {
			const reading = { itemIndex, keep, onGap: onIncomplete, onStuck: onIncomplete };
			for await (const page of readLeads(client, { ...range, ...query, campaign }, reading)) {
				for (const lead of page) {
					const parts = groupings.has(BY_BUYER)
						? partsOfBuyers(lead, campaign)
						: [wholeLead(lead, campaign)];
					parts.forEach(summary.add);
					if (lacksAmount(lead)) incomplete++;
				}
			}
		});
		if (incomplete > 0) client.warn(lackText(incomplete));
		const doubt = returnsDoubt();
		if (doubt) client.warn(doubt);
		return summary.rows().map(({ group, sum }) => ({ ...group, ...range, ...totalColumns(sum) }));
	},
};

const lackText = (count: number) =>
	`${count} accepted ${count === 1 ? 'lead shows' : 'leads show'} no cost or no revenue that can be read. What is missing counts as 0.`;
