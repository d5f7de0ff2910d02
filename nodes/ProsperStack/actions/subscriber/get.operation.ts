import type { Operation } from '../../../shared/router';
import { readLocated, SUBSCRIBER } from '../../api/locate';
import { subscriberLocator, readPick } from '../../fields/locators';

/** One subscriber, with its custom properties. */
export const get: Operation = {
	kind: 'read',
	fields: [subscriberLocator],
	async execute(context, itemIndex, client) {
		const pick = readPick(context, itemIndex, 'subscriberId', 'Subscriber');
		return await readLocated(context.getNode(), itemIndex, client, SUBSCRIBER, pick);
	},
};
