import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
	filterAmount,
	filterText,
	filtersOf,
	optionsOf,
	readCollection,
} from '../../../shared/fields/collections';
import { asText } from '../../../shared/fields/texts';
import { asObject, objectsIn } from '../../../shared/json';
import type { Client } from '../../../shared/transport/client';
import { locate, SUBSCRIBER } from '../../api/locate';
import { dateFilterFields, rawDateField, readDateFilters } from '../../fields/dateFilters';
import {
	flowLocator,
	offerLocator,
	readPick,
	subscriberLocator,
	type Picked,
} from '../../fields/locators';
import { reasonOf } from '../../fields/sessionOutput';
import type { Selection } from '../getManyOperation';

/** Sessions have this status, but the service's filter does not take it: it is filtered here. */
const REROUTED = 'rerouted';

/** For filters that the service does not have, as the last sentence of their descriptions. */
const READS_ALL = 'ProsperStack has no such filter: sessions are read until there are enough';

/** The fields Filters and Options of what reads flow sessions. */
export const sessionFilterFields = [
	filtersOf([
		...dateFilterFields('completed'),
		{
			...flowLocator,
			required: undefined,
			description: `Only sessions of this flow. ${READS_ALL}.`,
		},
		{
			displayName: 'Minimum MRR',
			name: 'minimumMrr',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: `Only sessions whose subscription has at least this monthly recurring revenue. ${READS_ALL}.`,
		},
		{
			...offerLocator,
			displayName: 'Offer Accepted',
			name: 'offerAcceptedId',
			required: undefined,
			description: `Only sessions in which the subscriber accepted this offer. ${READS_ALL}.`,
		},
		{
			...offerLocator,
			displayName: 'Offer Shown',
			name: 'offerShownId',
			required: undefined,
			description: `Only sessions in which the subscriber was shown this offer, accepted or not. ${READS_ALL}.`,
		},
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'string',
			default: '',
			placeholder: 'e.g. too_expensive',
			description: `Only sessions with this reason for leaving: its code or its whole text. ${READS_ALL}.`,
		},
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
];

/**
 * Reads `sessionFilterFields`. A request is sent only to find the subscriber by e-mail address or
 * platform ID.
 *
 * @throws NodeOperationError if a filter is empty or not valid; NodeApiError if there is no such
 *   subscriber
 */
export async function readSessionFilters(
	context: IExecuteFunctions,
	itemIndex: number,
	client: Client,
): Promise<Selection> {
	const filters = readCollection(context, itemIndex, 'filters');
	const options = readCollection(context, itemIndex, 'options');
	const text = (from: IDataObject, name: string, label: string) =>
		filterText(context, itemIndex, from, name, label);
	const picked = (name: string, label: string) =>
		name in filters ? readPick(context, itemIndex, `filters.${name}`, label) : undefined;

	const status = text(filters, 'status', 'Status');
	const query = {
		started_at: text(options, 'startedAt', 'Started At'),
		completed_at: text(options, 'completedAt', 'Completed At'),
	};
	const flow = picked('flowId', 'Flow');
	const accepted = picked('offerAcceptedId', 'Offer Accepted');
	const shown = picked('offerShownId', 'Offer Shown');
	const reason = text(filters, 'reason', 'Reason');
	const minimumMrr = filterAmount(context, itemIndex, filters, 'minimumMrr', 'Minimum MRR');
	const tests: Array<Test | undefined> = [
		readDateFilters(context, itemIndex, filters, ['started', 'completed']),
		status === REROUTED ? (session) => session.status === REROUTED : undefined,
		flow && ((session) => isRecord(session.flow, flow)),
		accepted && ((session) => isRecord(session.offer_accepted, accepted)),
		shown && ((session) => offersShown(session).some((offer) => isRecord(offer, shown))),
		reason === undefined ? undefined : (session) => hasReason(session, reason),
		minimumMrr === undefined ? undefined : (session) => mrrOf(session) >= minimumMrr,
	];
	const chosen = tests.filter((test) => test !== undefined);

	const subscriber = picked('subscriberId', 'Subscriber');
	const subscriber_id =
		subscriber && (await locate(context.getNode(), itemIndex, client, SUBSCRIBER, subscriber)).id;
	return {
		filters: { status: status === REROUTED ? undefined : status, subscriber_id },
		query,
		keep: chosen.length > 0 ? (session) => chosen.every((test) => test(session)) : undefined,
	};
}

type Test = (session: IDataObject) => boolean;

const isRecord = (record: unknown, { value }: Picked) => String(asObject(record).id) === value;

const offersShown = (session: IDataObject) => objectsIn(session.offers_presented);

/** NaN where there is none: it passes no minimum. */
const mrrOf = ({ subscription }: IDataObject) => Number(asText(asObject(subscription).mrr) || NaN);

function hasReason(session: IDataObject, reason: string): boolean {
	const { reason_code: code } = asObject(session.cancel_reason);
	const wanted = reason.toLowerCase();
	return [code, reasonOf(session)].some((one) => asText(one).toLowerCase() === wanted);
}
