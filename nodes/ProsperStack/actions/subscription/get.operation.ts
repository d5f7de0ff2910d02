import type { Operation } from '../../../shared/router';
import { readLocated, readPick, SUBSCRIPTION } from '../../locate';
import { subscriptionLocator } from '../../locators';

/** One subscription, with its custom properties. */
export const get: Operation = {
	kind: 'read',
	fields: [subscriptionLocator],
	async execute(context, itemIndex, client) {
		const pick = readPick(context, itemIndex, 'subscriptionId', 'Subscription');
		return await readLocated(context, itemIndex, client, SUBSCRIPTION, pick);
	},
};
