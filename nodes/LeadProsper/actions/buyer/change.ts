import type { IExecuteFunctions, IDataObject, INodeProperties } from 'n8n-workflow';
import { optionsOf } from '../../../shared/descriptions';
import { apiError } from '../../../shared/errors';
import { checkId } from '../../../shared/ids';
import type { Client } from '../../../shared/request';
import { asNumber } from '../../api/asNumber';
import { changeBuyer, type BuyerChange } from '../../api/buyers';
import { readCampaignId } from '../../campaignScope';
import { buyerLocator, campaignLocator } from '../../locators';

/** @param state what the buyer may already be, as the service's screens call it: Paused, Live */
export const changeFields = (state: string): INodeProperties[] => [
	campaignLocator,
	buyerLocator,
	optionsOf([
		{
			displayName: `Fail If Already ${state}`,
			name: 'failIfUnchanged',
			type: 'boolean',
			default: false,
			description: `Whether to fail if the buyer is already ${state.toLowerCase()}. By default that is a success, with “changed” false in the output.`,
		},
	]),
];

/**
 * Pauses or resumes the buyer that was picked.
 *
 * @returns {campaign_id, buyer_id, paused, changed}
 * @throws NodeApiError where it already is so, if the user wants that
 */
export async function runChange(
	context: IExecuteFunctions,
	itemIndex: number,
	client: Client,
	change: BuyerChange,
): Promise<IDataObject> {
	const node = context.getNode();
	const campaignId = readCampaignId(context, itemIndex);
	const buyer = context.getNodeParameter('buyerId', itemIndex, '', { extractValue: true });
	const buyerId = checkId(node, itemIndex, 'Buyer ID', buyer);
	const { failIfUnchanged } = context.getNodeParameter('options', itemIndex, {});

	const alreadySo = await changeBuyer(client, change, campaignId, buyerId, itemIndex);
	if (alreadySo && failIfUnchanged) {
		throw apiError(
			node,
			{
				message: alreadySo,
				description:
					'Nothing was changed. To take this as a success, switch the option Fail If Already … off.',
			},
			itemIndex,
		);
	}
	return {
		campaign_id: asNumber(campaignId),
		buyer_id: asNumber(buyerId),
		paused: change === 'pause',
		changed: alreadySo === undefined,
	};
}
