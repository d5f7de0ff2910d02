import { readLimit, returnAllAndLimit } from '../../../shared/fields/returnAll';
import type { Operation } from '../../../shared/router';
import { readCampaigns } from '../../api/campaigns';
import { campaignOptions, readCampaignView } from './options';

/** All campaigns of the account: one request, whatever the limit. */
export const getAll: Operation = {
	kind: 'read',
	fields: [...returnAllAndLimit, campaignOptions],
	async execute(context, itemIndex, client) {
		const limit = readLimit(context, itemIndex);
		const view = readCampaignView(context, itemIndex);
		return (await readCampaigns(client, itemIndex)).slice(0, limit).map(view);
	},
};
