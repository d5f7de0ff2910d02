import { filterText, filtersOf, readCollection } from '../../../shared/fields/collections';
import { PATHS } from '../../api/service';
import { subscriberOutput } from '../../fields/personalOutput';
import { getManyOperation } from '../getManyOperation';

/** Subscribers, with their custom properties. */
export const getAll = getManyOperation({
	path: PATHS.subscriber,
	output: subscriberOutput,
	fields: [
		filtersOf([
			{
				displayName: 'Email',
				name: 'email',
				type: 'string',
				placeholder: 'name@email.com',
				default: '',
				description: 'Only subscribers with this email address',
			},
			{
				displayName: 'Platform ID',
				name: 'platformId',
				type: 'string',
				placeholder: 'e.g. cus_Jax42BBWGOWuDp',
				default: '',
				description: "Only the subscriber with this customer's ID in the billing platform",
			},
		]),
	],
	async select(context, itemIndex) {
		const filters = readCollection(context, itemIndex, 'filters');
		return {
			filters: {
				email: filterText(context, itemIndex, filters, 'email', 'Email'),
				platform_id: filterText(context, itemIndex, filters, 'platformId', 'Platform ID'),
			},
		};
	},
});
