import type { IExecuteFunctions, IDataObject, INodeProperties } from 'n8n-workflow';
import { optionsOf } from '../../../shared/descriptions';
import { apiError } from '../../../shared/errors';
import { readCollection } from '../../../shared/fields';
import type { Client } from '../../../shared/request';
import { asNumber } from '../../api/asNumber';
import { changeBuyer, type BuyerChange } from '../../api/buyers';
import { readCampaignId } from '../../campaignScope';
import { buyerLocator, campaignLocator } from '../../locators';
import { optionSwitch } from '../../../shared/optionSwitch';
import { pickedId } from '../../../shared/pickedId';

/** What a change makes of the buyer, as the service's screens call it. */
const STATES: Record<BuyerChange, string> = { pause: 'Paused', resume: 'Live' };

const failLabel = (state: string) => `Fail If Already ${state}`;

export const changeFields = (change: BuyerChange): INodeProperties[] => [
	campaignLocator,
	buyerLocator,
	optionsOf([
		{
			displayName: failLabel(STATES[change]),
			name: 'failIfUnchanged',
			type: 'boolean',
			default: false,
			description: `Whether to fail if the buyer is already ${STATES[change].toLowerCase()}. By default that is a success, with “changed” false in the output.`,
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
	const campaignId = readCampaignId(context, itemIndex);
	const buyerId = pickedId(context, itemIndex, 'buyerId', 'Buyer ID');
	const failIfUnchanged = optionSwitch(
		context,
		itemIndex,
		readCollection(context, itemIndex, 'options'),
		'failIfUnchanged',
		failLabel(STATES[change]),
		false,
	);

	const alreadySo = await changeBuyer(client, change, campaignId, buyerId, itemIndex);
	if (alreadySo && failIfUnchanged) {
		throw apiError(
			context.getNode(),
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
