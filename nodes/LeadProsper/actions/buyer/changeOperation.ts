import { apiError } from '../../../shared/errors';
import { optionSwitch, optionsOf, readCollection } from '../../../shared/fields/collections';
import { pickedId } from '../../../shared/fields/recordLocator';
import type { ItemOperation } from '../../../shared/router';
import { changeBuyer, type BuyerChange } from '../../api/buyers';
import { toRecordId } from '../../api/recordId';
import { readCampaignId } from '../../fields/campaignScope';
import { buyerLocator, campaignLocator } from '../../fields/locators';

/** What a change makes of the buyer, as the service's screens call it. */
const STATES: Record<BuyerChange, string> = { pause: 'Paused', resume: 'Live' };

const failLabel = (state: string) => `Fail If Already ${state}`;

/**
 * Pause or Resume: changes the buyer that was picked.
 *
 * Gives `{campaign_id, buyer_id, paused, changed}`, and fails where the buyer already is so if the
 * user wants that.
 */
export const changeOperation = (change: BuyerChange): ItemOperation => ({
	kind: 'write',
	fields: [
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
	],
	async execute(context, itemIndex, client) {
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
			campaign_id: toRecordId(campaignId),
			buyer_id: toRecordId(buyerId),
			paused: change === 'pause',
			changed: alreadySo === undefined,
		};
	},
});
