import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { filtersOf, readLimit, returnAllAndLimit } from '../../shared/descriptions';
import { inputError } from '../../shared/errors';
import { filterText, readCollection } from '../../shared/fields';
import type { Client } from '../../shared/request';
import {
	isInTestMode,
	isPaused,
	partiesOf,
	partyName,
	readChosenCampaigns,
	type PartyKind,
} from '../api/campaigns';
import { capColumns, isCounted, isReached, readCaps } from '../api/caps';
import { allCampaignsFirst, readCampaignScope } from '../campaignScope';
import { optionSwitch } from '../../shared/optionSwitch';

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
 * @throws NodeOperationError where a filter is empty, or the percentage is no number
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
		.flatMap((campaign) =>
			partiesOf(campaign, kind)
				.filter(fits)
				.map((party) => toRow(campaign, party, hidden)),
		)
		.slice(0, limit);
}

function readFilter(context: IExecuteFunctions, itemIndex: number) {
	const filters = readCollection(context, itemIndex, 'filters');
	const paused = optionSwitch(context, itemIndex, filters, 'paused', 'Paused', undefined);
	const percent = readPercent(context, itemIndex, filters);
	return (party: IDataObject) =>
		(paused === undefined || isPaused(party) === paused) &&
		(percent === undefined ||
			readCaps(party).some((cap) => isCounted(cap) && isReached(cap, percent)));
}

function readPercent(context: IExecuteFunctions, itemIndex: number, filters: IDataObject) {
	const text = filterText(context, itemIndex, filters, 'capAtLeast', 'Cap at or Over (%)');
	const percent = text === undefined ? undefined : Number(text);
	if (percent === undefined || percent >= 0) return percent;
	throw inputError(
		context.getNode(),
		itemIndex,
		`Cap at or Over must be a percentage, not “${text}”`,
		'Enter a number such as 90.',
	);
}

function toRow(campaign: IDataObject, party: IDataObject, hidden: string[]): IDataObject {
	const { id, test_mode, ...rest } = party;
	for (const name of ['caps', 'paused', ...hidden]) delete rest[name];
	return {
		campaign_id: campaign.id,
		campaign_name: campaign.name,
		id,
		name: partyName(party),
		...rest,
		paused: isPaused(party),
		...(test_mode === undefined ? {} : { test_mode: isInTestMode(party) }),
		...capColumns(party),
	};
}
