import {
	filterText,
	filtersOf,
	optionsOf,
	readCollection,
} from '../../../shared/fields/collections';
import { PATHS } from '../../api/service';
import { EVENT_TYPES } from '../../fields/choices';
import { dateFilterFields, rawDateField, readDateFilters } from '../../fields/dateFilters';
import { eventOutput } from '../../fields/personalOutput';
import { getManyOperation } from '../getManyOperation';

/**
 * Lists the events that webhooks deliver. ProsperStack keeps them for at least 30 days (API
 * reference).
 */
export const getAll = getManyOperation({
	path: PATHS.event,
	output: eventOutput,
	fields: [
		filtersOf([
			{
				displayName: 'After Event ID',
				name: 'afterId',
				type: 'string',
				default: '',
				placeholder: 'e.g. evt_ujO4n2g2QbWtGUVg1zJSbC5I',
				description: 'Only events that came after this one',
			},
			...dateFilterFields('created'),
			{
				displayName: 'Event',
				name: 'event',
				type: 'options',
				options: EVENT_TYPES,
				default: 'flow_session_completed',
				description: 'Only events of this type',
			},
		]),
		optionsOf([rawDateField('created')]),
	],
	async select(context, itemIndex) {
		const filters = readCollection(context, itemIndex, 'filters');
		const options = readCollection(context, itemIndex, 'options');
		return {
			filters: { event: filterText(context, itemIndex, filters, 'event', 'Event') },
			query: {
				after_id: filterText(context, itemIndex, filters, 'afterId', 'After Event ID'),
				created_at: filterText(context, itemIndex, options, 'createdAt', 'Created At'),
			},
			keep: readDateFilters(context, itemIndex, filters, ['created']),
		};
	},
});
