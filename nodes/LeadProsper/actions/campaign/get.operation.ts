import { checkId } from '../../../shared/ids';
import type { Operation } from '../../../shared/router';
import { readCampaign } from '../../api/campaigns';
import { campaignLocator } from '../../locators';
import { campaignOptions, withOptions } from './options';

/** One campaign with its suppliers, buyers, caps and fields. */
export const get: Operation = {
	kind: 'read',
	fields: [campaignLocator, campaignOptions],
	async execute(context, itemIndex, client) {
		const value = context.getNodeParameter('campaignId', itemIndex, '', { extractValue: true });
		const id = checkId(context.getNode(), itemIndex, 'Campaign ID', value);
		return withOptions(context, itemIndex, await readCampaign(client, id, itemIndex));
	},
};
