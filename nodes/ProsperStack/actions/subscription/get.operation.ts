import type { Operation } from '../../../shared/router';
import { readLocated, SUBSCRIPTION } from '../../api/locate';
import { subscriptionLocator, readPick } from '../../fields/locators';

/** One subscription, with its custom properties. */
export const get: Operation = {
	kind: 'read',
	fields: [subscriptionLocator],
	async execute(context, itemIndex, client) {
		const pick = readPick(context, itemIndex, 'subscriptionId', 'Subscription');
		return await readLocated(context.getNode(), itemIndex, client, SUBSCRIPTION, pick);
	},
};
