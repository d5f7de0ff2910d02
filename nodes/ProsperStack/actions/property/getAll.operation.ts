import { filterText, filtersOf, readCollection } from '../../../shared/fields/collections';
import { PATHS } from '../../api/service';
import { ENTITIES } from '../../fields/choices';
import { getManyOperation } from '../getManyOperation';

/** The custom properties that the account has defined. */
export const getAll = getManyOperation({
	path: PATHS.property,
	fields: [
		filtersOf([
			{
				displayName: 'Entity',
				name: 'entity',
				type: 'options',
				options: ENTITIES,
				default: 'subscriber',
				description: 'Only properties of subscribers, or only those of subscriptions',
			},
		]),
	],
	async select(context, itemIndex) {
		const filters = readCollection(context, itemIndex, 'filters');
		return { filters: { entity: filterText(context, itemIndex, filters, 'entity', 'Entity') } };
	},
});
