import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { partiesOf, partyName, readCampaigns, type PartyKind } from '../../api/campaigns';
import type { Watch } from '../watch';
import { isChosen, tellMissing } from '../watchedCampaigns';

/** A buyer or supplier of a campaign. */
export interface Party {
	campaign: IDataObject;
	kind: PartyKind;
	party: IDataObject;
	/** `campaign:kind:id` */
	key: string;
}

/** Buyers and suppliers, and the chosen campaigns that are not listed, for the next poll to know. */
interface Parties {
	parties: Party[];
	missing: string[];
}

/**
 * Reads the buyers, the suppliers or both of the campaigns that the user chose, with one request. A
 * chosen campaign that is not listed does not stop the others: it is told, once.
 *
 * @param memory of the last poll, if there was one
 * @throws NodeOperationError if none of the campaigns that the user chose is listed
 */
export async function readParties(
	watch: Watch,
	kinds: PartyKind[],
	memory?: IDataObject,
): Promise<Parties> {
	const campaigns = await readCampaigns(watch.client);
	const listed = campaigns.map(({ id }) => String(id));
	const missing = watch.campaigns?.filter((id) => !listed.includes(id)) ?? [];
	const [first] = missing;
	if (first !== undefined && missing.length === watch.campaigns?.length) {
		throw new NodeOperationError(watch.node, `Lead Prosper lists no campaign ${first}`, {
			description: 'Check the ID in the node. Deprecated campaigns are not listed.',
		});
	}
	const told = Array.isArray(memory?.missing) ? memory.missing : [];
	for (const id of missing) if (!told.includes(id)) tellMissing(watch, id);
	return { parties: partiesOfChosen(watch, campaigns, kinds), missing };
}

const partiesOfChosen = (watch: Watch, campaigns: IDataObject[], kinds: PartyKind[]): Party[] =>
	campaigns
		.filter(({ id }) => isChosen(watch, String(id)))
		.flatMap((campaign) =>
			kinds.flatMap((kind) =>
				partiesOf(campaign, kind).map((party) => ({
					campaign,
					kind,
					party,
					key: `${String(campaign.id)}:${kind}:${String(party.id)}`,
				})),
			),
		);

/** The campaign's id in the key of a party, or in a longer key that begins with one. */
export const campaignIn = (key: string) => key.slice(0, key.indexOf(':'));

/** The fields that say who a buyer or supplier is. Records begin with them. */
export function whoIs({ campaign, kind, party }: Party): IDataObject {
	const name = kind === 'buyers' ? 'buyer' : 'supplier';
	return {
		campaign_id: campaign.id,
		campaign_name: campaign.name,
		[`${name}_id`]: party.id,
		[`${name}_name`]: partyName(party),
		client_id: party.client_id,
	};
}
