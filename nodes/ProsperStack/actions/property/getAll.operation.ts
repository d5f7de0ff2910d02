import { PATHS } from '../../api';
import { filtersOf } from '../../../shared/descriptions';
import { filterText, readCollection } from '../../../shared/fields';
import { getMany } from '../getMany';
import { ENTITIES } from './options';

/** The custom properties that the account has defined. */
export const getAll = getMany({
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
		return { query: { entity: filterText(context, itemIndex, filters, 'entity', 'Entity') } };
	},
});
