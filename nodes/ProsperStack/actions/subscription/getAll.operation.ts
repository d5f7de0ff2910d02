import { filterText, filtersOf, readCollection } from '../../../shared/fields/collections';
import { locate, SUBSCRIBER } from '../../api/locate';
import { PATHS } from '../../api/service';
import { subscriberLocator, readPick } from '../../fields/locators';
import { getManyOperation } from '../getManyOperation';

/** Subscriptions, with MRR and custom properties. */
export const getAll = getManyOperation({
	path: PATHS.subscription,
	fields: [
		filtersOf([
			{
				displayName: 'Platform ID',
				name: 'platformId',
				type: 'string',
				placeholder: 'e.g. sub_JE1trB8eUAnh0r',
				default: '',
				description: "Only the subscription with this subscription's ID in the billing platform",
			},
			{
				...subscriberLocator,
				required: undefined,
				description: 'Only subscriptions of this subscriber',
			},
		]),
	],
	async select(context, itemIndex, client) {
		const filters = readCollection(context, itemIndex, 'filters');
		const platformId = filterText(context, itemIndex, filters, 'platformId', 'Platform ID');
		if (!('subscriberId' in filters)) return { filters: { platform_id: platformId } };
		const pick = readPick(context, itemIndex, 'filters.subscriberId', 'Subscriber');
		const { id } = await locate(context.getNode(), itemIndex, client, SUBSCRIBER, pick);
		return { filters: { platform_id: platformId, subscriber_id: id } };
	},
});
