import type { INodeProperties } from 'n8n-workflow';
import { optionsOf, readCollection } from '../../../shared/fields/collections';
import { readLimit, returnAllAndLimit } from '../../../shared/fields/returnAll';
import { mapLimited } from '../../../shared/mapLimited';
import { collectAs } from '../../../shared/pages';
import type { Operation } from '../../../shared/router';
import { MOST_AT_ONCE } from '../../../shared/transport/rateLimit';
import { readCampaignIds } from '../../api/campaigns';
import { readLeads, withCampaign } from '../../api/leads';
import { oneCampaignFirst, readCampaignScope } from '../../fields/campaignScope';
import { dateRangeFields, readDateRange, timeZoneOption } from '../../fields/dateRange';
import { leadOutput } from '../../fields/leadOutput';
import { filterField, readLeadListFilter } from './filters';
import { ifIncompleteOption, readOnIncomplete } from './ifIncomplete';

const options: INodeProperties = optionsOf([
	ifIncompleteOption,
	{
		displayName: 'Order',
		name: 'order',
		type: 'options',
		options: [
			{
				name: 'Newest First',
				value: 'newestFirst',
				description: 'As Lead Prosper gives them; with a limit, no more than needed is read',
			},
			{
				name: 'Oldest First',
				value: 'oldestFirst',
				description:
					'Lead Prosper gives the newest first, so all leads of a campaign are read before the first one comes out, even with a limit',
			},
		],
		default: 'newestFirst',
		description: 'Order of the leads within each campaign; campaigns come one after another',
	},
	timeZoneOption,
]);

/** The leads of one, several or all campaigns. */
export const getAll: Operation = {
	kind: 'read',
	fields: [
		...oneCampaignFirst,
		...dateRangeFields,
		...returnAllAndLimit,
		...leadOutput.fields,
		filterField,
		options,
	],
	async execute(context, itemIndex, client) {
		const limit = readLimit(context, itemIndex) ?? Infinity;
		const chosen = readCampaignScope(context, itemIndex);
		const range = readDateRange(context, itemIndex);
		const shape = leadOutput.read(context, itemIndex, range.timezone, client);
		const { query, keep, byReturned, returnsDoubt } = readLeadListFilter(context, itemIndex);
		const given = readCollection(context, itemIndex, 'options');
		const onIncomplete = readOnIncomplete(context, itemIndex, client);
		const oldestFirst = given.order === 'oldestFirst';

		/** @returns the output of each lead */
		async function readCampaignLeads(campaign: string, wanted: number) {
			const pages = readLeads(
				client,
				{ ...range, ...query, campaign },
				{
					itemIndex,
					keep,
					limit: oldestFirst ? undefined : wanted,
					onGap: onIncomplete,
					onStuck: onIncomplete,
				},
			);
			const outputs = await collectAs(pages, (lead) => shape(withCampaign(lead, campaign)));
			return oldestFirst ? outputs.reverse().slice(0, wanted) : outputs;
		}

		const campaigns = chosen ?? (await readCampaignIds(client, itemIndex));
		let wanted = limit;
		// With a limit, one campaign after another: leads that the limit cuts off are not read at all.
		const atOnce = limit === Infinity ? MOST_AT_ONCE : 1;
		const lists = await mapLimited(campaigns, atOnce, async (campaign) => {
			if (wanted <= 0) return [];
			const outputs = await readCampaignLeads(campaign, wanted);
			wanted -= outputs.length;
			return outputs;
		});
		const doubt = byReturned ? returnsDoubt() : undefined;
		if (doubt) client.warn(doubt);
		return lists.flat(2);
	},
};
