import { readLimit, returnAllAndLimit } from '../../../shared/descriptions';
import type { Operation } from '../../../shared/router';
import { readCampaigns } from '../../api/campaigns';
import { campaignOptions, withOptions } from './options';

/** All campaigns of the account: one request, whatever the limit. */
export const getAll: Operation = {
	kind: 'read',
	fields: [...returnAllAndLimit, campaignOptions],
	async execute(context, itemIndex, client) {
		const limit = readLimit(context, itemIndex);
		const campaigns = await readCampaigns(client, itemIndex);
		return campaigns.slice(0, limit).map((campaign) => withOptions(context, itemIndex, campaign));
	},
};
