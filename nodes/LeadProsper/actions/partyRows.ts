import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { filtersOf, readLimit, returnAllAndLimit } from '../../shared/descriptions';
import { inputError } from '../../shared/errors';
import { isObject } from '../../shared/json';
import type { Client } from '../../shared/request';
import { partiesOf, partyName, readChosenCampaigns, type PartyKind } from '../api/campaigns';
import { capColumns } from '../api/caps';
import { allCampaignsFirst, readCampaignScope } from '../campaignScope';

/** Get Many of buyers and of suppliers: both are found in the campaigns. */
export const partyFields: INodeProperties[] = [
	...allCampaignsFirst,
	...returnAllAndLimit,
	filtersOf([
		{
			displayName: 'Cap at or Over (%)',
			name: 'capAtLeast',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 90,
			description: 'Only those with a cap of leads or budget that is used up to this share or more',
		},
		{
			displayName: 'Paused',
			name: 'paused',
			type: 'boolean',
			default: true,
			description: 'Whether to get only the paused ones; switched off, only the live ones',
		},
	]),
];

/**
 * The buyers or suppliers of the chosen campaigns as flat rows: the campaign, who it is, each cap
 * with its limit, its use and its percentage, and the fullest of them.
 *
 * @param hidden names of the service's fields to leave out
 * @throws NodeOperationError where the percentage is no number
 */
export async function readPartyRows(
	context: IExecuteFunctions,
	itemIndex: number,
	client: Client,
	kind: PartyKind,
	hidden: string[] = [],
): Promise<IDataObject[]> {
	const limit = readLimit(context, itemIndex);
	const campaignIds = readCampaignScope(context, itemIndex);
	const fits = readFilter(context, itemIndex);
	const campaigns = await readChosenCampaigns(context, client, campaignIds, itemIndex);
	return campaigns
		.flatMap((campaign) => partiesOf(campaign, kind).map((party) => toRow(campaign, party, hidden)))
		.filter(fits)
		.slice(0, limit);
}

function readFilter(context: IExecuteFunctions, itemIndex: number) {
	const { paused, capAtLeast } = context.getNodeParameter('filters', itemIndex, {});
	const percent = capAtLeast === undefined ? undefined : Number(capAtLeast);
	if (percent !== undefined && !(percent >= 0)) {
		throw inputError(
			context.getNode(),
			itemIndex,
			`Cap at or Over must be a percentage, not “${String(capAtLeast)}”`,
			'Enter a number such as 90.',
		);
	}
	return (row: IDataObject) =>
		(paused === undefined || row.paused === paused) &&
		(percent === undefined || (row.cap_percent !== null && Number(row.cap_percent) >= percent));
}

function toRow(campaign: IDataObject, party: IDataObject, hidden: string[]): IDataObject {
	const { id, caps, paused, test_mode, ...rest } = party;
	for (const name of hidden) delete rest[name];
	return {
		campaign_id: campaign.id,
		campaign_name: campaign.name,
		id,
		name: partyName(party),
		...rest,
		paused: Boolean(paused),
		...(test_mode === undefined ? {} : { test_mode: Boolean(test_mode) }),
		...capColumns(isObject(caps) ? caps : {}),
	};
}
