import { pathId } from '../../../shared/ids';
import type { Operation } from '../../../shared/router';
import { readCampaign } from '../../api';
import { campaignLocator } from '../../locators';

/** One campaign with its suppliers, buyers, caps and fields. */
export const get: Operation = {
	kind: 'read',
	fields: [campaignLocator],
	async execute(context, itemIndex, client) {
		const id = context.getNodeParameter('campaignId', itemIndex, '', { extractValue: true });
		return await readCampaign(
			client,
			pathId(context.getNode(), itemIndex, 'Campaign ID', id),
			itemIndex,
		);
	},
};
