import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { optionsOf, readLimit, returnAllAndLimit } from '../../../shared/descriptions';
import { readCollection } from '../../../shared/fields';
import { forEachLimited } from '../../../shared/forEachLimited';
import { collect } from '../../../shared/pages';
import type { Operation } from '../../../shared/router';
import { asNumber } from '../../api/asNumber';
import { readCampaigns } from '../../api/campaigns';
import { readLeads } from '../../api/leads';
import { oneCampaignFirst, readCampaignScope } from '../../campaignScope';
import { dateRangeFields, readDateRange, timeZoneOption } from '../../dateRange';
import { optionSwitch } from '../../../shared/optionSwitch';
import { filterField, readFilter } from './filters';

const CAMPAIGNS_AT_ONCE = 4;

const options: INodeProperties = optionsOf([
	{
		displayName: 'Drop Repeats',
		name: 'dropRepeats',
		type: 'boolean',
		default: true,
		description:
			'Whether to give each lead once. Lead Prosper’s pages can overlap where leads came in the same millisecond.',
	},
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
	fields: [...oneCampaignFirst, ...dateRangeFields, ...returnAllAndLimit, filterField, options],
	async execute(context, itemIndex, client) {
		const limit = readLimit(context, itemIndex) ?? Infinity;
		const chosen = readCampaignScope(context, itemIndex);
		const range = readDateRange(context, itemIndex);
		const { query, keep } = readFilter(context, itemIndex);
		const given = readCollection(context, itemIndex, 'options');
		const dropRepeats = optionSwitch(
			context,
			itemIndex,
			given,
			'dropRepeats',
			'Drop Repeats',
			true,
		);
		const oldestFirst = given.order === 'oldestFirst';

		async function readCampaignLeads(campaign: string, wanted: number): Promise<IDataObject[]> {
			const pages = readLeads(
				client,
				{ ...range, ...query, campaign },
				{ itemIndex, keep, keepRepeats: !dropRepeats, limit: oldestFirst ? undefined : wanted },
			);
			const leads = await collect(pages);
			return (oldestFirst ? leads.reverse().slice(0, wanted) : leads).map((lead) => ({
				campaign_id: asNumber(campaign),
				...lead,
			}));
		}

		const campaigns =
			chosen ?? (await readCampaigns(client, itemIndex)).map(({ id }) => String(id));
		const lists: IDataObject[][] = [];
		let wanted = limit;
		// With a limit one after another, so that nothing is read that the limit then cuts off.
		await forEachLimited(
			campaigns.length,
			limit === Infinity ? CAMPAIGNS_AT_ONCE : 1,
			async (index) => {
				if (wanted <= 0) return;
				lists[index] = await readCampaignLeads(campaigns[index], wanted);
				wanted -= lists[index].length;
			},
		);
		return lists.flat();
	},
};
