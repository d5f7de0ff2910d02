import { optionsOf } from '../../../shared/fields/collections';
import { readUntilFound, waitUntilFoundOption } from '../../../shared/fields/waitUntilFound';
import type { Operation } from '../../../shared/router';
import { readLocated, SUBSCRIBER } from '../../api/locate';
import { subscriberLocator, readPick } from '../../fields/locators';
import { subscriberOutput } from '../../fields/personalOutput';

/** One subscriber, with its custom properties. */
export const get: Operation = {
	kind: 'read',
	fields: [subscriberLocator, ...subscriberOutput.fields, optionsOf([waitUntilFoundOption])],
	async execute(context, itemIndex, client) {
		const shape = subscriberOutput.read(context, itemIndex, context.getTimezone());
		const pick = readPick(context, itemIndex, 'subscriberId', 'Subscriber');
		const node = context.getNode();
		const read = async () => await readLocated(node, itemIndex, client, SUBSCRIBER, pick);
		return shape(await readUntilFound(context, itemIndex, client, read));
	},
};
