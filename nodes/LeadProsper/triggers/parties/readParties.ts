import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { partiesOf, partyName, readCampaigns, type PartyKind } from '../../api/campaigns';
import type { Watch } from '../watch';
import { isChosen } from '../watchedCampaigns';

/** A buyer or supplier of a campaign. */
export interface Party {
	campaign: IDataObject;
	kind: PartyKind;
	party: IDataObject;
	/** `campaign:kind:id` */
	key: string;
}

/**
 * Reads the buyers, the suppliers or both of the campaigns that the user chose, with one request.
 *
 * @throws NodeOperationError if the user chose a campaign that the account does not list
 */
export async function readParties(watch: Watch, kinds: PartyKind[]): Promise<Party[]> {
	const campaigns = await readCampaigns(watch.client);
	const missing = watch.campaigns?.find((id) => !campaigns.some((one) => String(one.id) === id));
	if (missing !== undefined) {
		throw new NodeOperationError(watch.node, `Lead Prosper lists no campaign ${missing}`, {
			description: 'Check the ID in the node. Deprecated campaigns are not listed.',
		});
	}
	return campaigns
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
}

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
