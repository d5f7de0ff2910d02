import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { inputError } from '../../shared/errors';
import {
	filterText,
	filtersOf,
	optionsOf,
	optionSwitch,
	readCollection,
} from '../../shared/fields/collections';
import { readLimit, returnAllAndLimit } from '../../shared/fields/returnAll';
import { omit } from '../../shared/json';
import type { ItemOperation } from '../../shared/router';
import {
	isInTestMode,
	isPaused,
	partiesOf,
	partyName,
	readChosenCampaigns,
	withoutKey,
	type PartyKind,
} from '../api/campaigns';
import { capColumns, isCounted, isReached, readCaps } from '../api/caps';
import { allCampaignsFirst, readCampaignScope } from '../fields/campaignScope';
import { supplierKeysOption, wantsSupplierKeys } from '../fields/supplierKeys';

const fields: INodeProperties[] = [
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
 * Makes the operation Get Many of buyers or of suppliers. Both are read from the campaigns, because
 * the API has no lists of them.
 *
 * Each output row has the campaign, the buyer or supplier, the limit, use and percentage of every
 * cap, and which cap is the fullest. A supplier's key is included only if the user chose that.
 */
export const partiesOperation = (kind: PartyKind): ItemOperation => ({
	kind: 'read',
	fields: kind === 'suppliers' ? [...fields, optionsOf([supplierKeysOption])] : fields,
	async execute(context, itemIndex, client) {
		const limit = readLimit(context, itemIndex);
		const campaignIds = readCampaignScope(context, itemIndex);
		const fits = readPartyFilter(context, itemIndex);
		const showsKeys = kind === 'suppliers' && wantsSupplierKeys(context, itemIndex);
		const campaigns = await readChosenCampaigns(context, client, campaignIds, itemIndex);
		return campaigns
			.flatMap((campaign) =>
				partiesOf(campaign, kind)
					.filter(fits)
					.map((party) => toRow(campaign, showsKeys ? party : withoutKey(party))),
			)
			.slice(0, limit);
	},
});

function readPartyFilter(context: IExecuteFunctions, itemIndex: number) {
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

function toRow(campaign: IDataObject, party: IDataObject): IDataObject {
	const { id, test_mode, ...rest } = omit(party, 'caps', 'paused');
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
