import { readLimit, returnAllAndLimit } from '../../../shared/descriptions';
import type { Operation } from '../../../shared/router';
import { readCampaigns } from '../../api';

/** All campaigns of the account: one request, whatever the limit. */
export const getAll: Operation = {
	kind: 'read',
	fields: returnAllAndLimit,
	async execute(context, itemIndex, client) {
		const limit = readLimit(context, itemIndex);
		return (await readCampaigns(client, itemIndex)).slice(0, limit);
	},
};
