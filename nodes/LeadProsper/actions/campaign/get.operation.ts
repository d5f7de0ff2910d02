import type { Operation } from '../../../shared/router';
import { readCampaign } from '../../api/campaigns';
import { readCampaignId } from '../../fields/campaignScope';
import { campaignLocator } from '../../fields/locators';
import { campaignOptions, readCampaignView } from './options';

/** One campaign with its suppliers, buyers, caps and fields. */
export const get: Operation = {
	kind: 'read',
	fields: [campaignLocator, campaignOptions],
	async execute(context, itemIndex, client) {
		const id = readCampaignId(context, itemIndex);
		const view = readCampaignView(context, itemIndex);
		return view(await readCampaign(client, id, itemIndex));
	},
};
