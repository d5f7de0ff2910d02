import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
	filterText,
	filtersOf,
	optionsOf,
	readCollection,
} from '../../../shared/fields/collections';
import type { Client } from '../../../shared/transport/client';
import { locate, SUBSCRIBER } from '../../api/locate';
import { PATHS } from '../../api/service';
import { dateFilterFields, rawDateField, readDateFilters } from '../../fields/dateFilters';
import { subscriberLocator, readPick } from '../../fields/locators';
import { sessionOutput } from '../../fields/sessionOutput';
import { getManyOperation } from '../getManyOperation';

/** Sessions have this status, but the service's filter does not take it: it is filtered here. */
const REROUTED = 'rerouted';

/** Sessions with answers, offers and the reason for leaving. */
export const getAll = getManyOperation({
	path: PATHS.flowSession,
	output: sessionOutput,
	fields: [
		filtersOf([
			...dateFilterFields('completed'),
			...dateFilterFields('started'),
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [
					{
						name: 'Canceled',
						value: 'canceled',
						description: 'The subscriber went through with the cancellation',
					},
					{
						name: 'Deflected',
						value: 'deflected',
						description: 'The subscriber was led elsewhere and did not cancel',
					},
					{
						name: 'Incomplete',
						value: 'incomplete',
						description: 'The session was left; it may still become deflected',
					},
					{
						name: 'Rerouted',
						value: REROUTED,
						description: 'The subscriber was sent to another flow or page',
					},
					{ name: 'Saved', value: 'saved', description: 'The subscriber accepted an offer' },
				],
				default: 'canceled',
				description: 'Only sessions that ended this way',
			},
			{
				...subscriberLocator,
				required: undefined,
				description: 'Only sessions of this subscriber',
			},
		]),
		optionsOf([rawDateField('completed'), rawDateField('started')]),
	],
	async select(context, itemIndex, client) {
		const filters = readCollection(context, itemIndex, 'filters');
		const options = readCollection(context, itemIndex, 'options');
		const text = (from: typeof filters, name: string, label: string) =>
			filterText(context, itemIndex, from, name, label);
		const status = text(filters, 'status', 'Status');
		const query = {
			started_at: text(options, 'startedAt', 'Started At'),
			completed_at: text(options, 'completedAt', 'Completed At'),
		};
		const isInTime = readDateFilters(context, itemIndex, filters, ['started', 'completed']);
		const hasSubscriber = 'subscriberId' in filters;
		const subscriberId = hasSubscriber ? await subscriberOf(context, itemIndex, client) : undefined;
		if (status === REROUTED) {
			const keep = (session: IDataObject) =>
				session.status === REROUTED && (isInTime?.(session) ?? true);
			return { filters: { subscriber_id: subscriberId }, query, keep };
		}
		return { filters: { status, subscriber_id: subscriberId }, query, keep: isInTime };
	},
});

async function subscriberOf(context: IExecuteFunctions, itemIndex: number, client: Client) {
	const pick = readPick(context, itemIndex, 'filters.subscriberId', 'Subscriber');
	return (await locate(context.getNode(), itemIndex, client, SUBSCRIBER, pick)).id;
}
