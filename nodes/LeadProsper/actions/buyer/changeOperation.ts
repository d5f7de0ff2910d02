import { apiError } from '../../../shared/errors';
import { optionSwitch, optionsOf, readCollection } from '../../../shared/fields/collections';
import { pickedId } from '../../../shared/fields/recordLocator';
import type { ItemOperation } from '../../../shared/router';
import { changeBuyer, type BuyerChange } from '../../api/buyers';
import { toRecordId } from '../../api/recordId';
import { readCampaignId } from '../../fields/campaignScope';
import { buyerLocator, campaignLocator } from '../../fields/locators';

/** The buyer's state after each change, as Lead Prosper's screens name it. */
const STATES: Record<BuyerChange, string> = { pause: 'Paused', resume: 'Live' };

const failLabel = (state: string) => `Fail If Already ${state}`;

/**
 * Makes the operation Pause or Resume of a buyer.
 *
 * Its output is `{campaign_id, buyer_id, paused, changed}`. If the buyer was already paused or
 * live, `changed` is false, or the operation fails if the user chose that.
 */
export const changeOperation = (change: BuyerChange): ItemOperation => ({
	kind: 'write',
	isRepeatable: true,
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
					description: `Nothing was changed. To take this as a success, switch the option ${failLabel(STATES[change])} off.`,
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
