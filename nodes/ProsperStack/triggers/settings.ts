import type {
	IDataObject,
	IHookFunctions,
	INodeProperties,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { toBoolean } from '../../shared/fields/booleans';
import { filtersOf } from '../../shared/fields/collections';
import { textsIn } from '../../shared/fields/texts';
import { beginFromOption, toBeginFrom } from '../../shared/fields/beginFrom';
import type { Shape } from '../../shared/fields/output';
import { asObject } from '../../shared/json';
import { fieldsOf } from '../../shared/trigger';
import { EVENT_TYPES } from '../fields/choices';
import { sessionOutput } from '../fields/sessionOutput';
import type { FlowEvent } from './events/flowEvent';

/** Which events the user wants, and how. An empty list of statuses or flows means all. */
export interface Wanted {
	events: string[];
	statuses: string[];
	flowIds: string[];
	/** What to put out of an event's session. */
	shape: Shape;
}

/** What n8n shows below both triggers on the canvas: “Flow session completed”. */
export const eventsSubtitle =
	'={{ [$parameter["events"]].flat().join(", ").replaceAll("_", " ").replace(/^[a-z]/, (letter) => letter.toUpperCase()) }}';

/** The fields that both triggers have. */
export const settingsFields: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: EVENT_TYPES,
		required: true,
		default: ['flow_session_completed'],
		description: 'What starts the workflow',
	},
	...sessionOutput.fields,
	filtersOf([
		{
			displayName: 'Flow Names or IDs',
			name: 'flowIds',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getFlows' },
			default: [],
			description:
				'Only sessions of these flows. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'multiOptions',
			options: [
				{ name: 'Canceled', value: 'canceled' },
				{
					name: 'Deflected',
					value: 'deflected',
					description:
						'An incomplete session becomes deflected after 24 hours; whether an event tells of it is not known',
				},
				{
					name: 'In Progress',
					value: 'in_progress',
					description: 'What a session is while it has only started',
				},
				{ name: 'Incomplete', value: 'incomplete' },
				{ name: 'Rerouted', value: 'rerouted' },
				{ name: 'Saved', value: 'saved' },
			],
			default: [],
			description:
				'Only sessions with one of these statuses. A session that has just started is In Progress.',
		},
	]),
];

/** @throws NodeOperationError if Output is none of its choices, or no field is selected */
export function readWanted(context: IPollFunctions | IWebhookFunctions): Wanted {
	const filters = context.getNodeParameter('filters', {});
	const { status, flowIds }: IDataObject = asObject(filters);
	return {
		events: textsIn(context.getNodeParameter('events', [])),
		statuses: textsIn(status),
		flowIds: textsIn(flowIds),
		shape: sessionOutput.read(fieldsOf(context), 0, context.getTimezone()),
	};
}

export function isWanted({ event, session }: FlowEvent, wanted: Wanted): boolean {
	const { id: flowId } = asObject(session.flow);
	const isOneOf = (allowed: string[], value: unknown) =>
		allowed.length === 0 || allowed.includes(String(value));
	return (
		wanted.events.includes(event) &&
		isOneOf(wanted.statuses, session.status) &&
		isOneOf(wanted.flowIds, flowId)
	);
}

/** The user's choice: Real Events Only, and Catch Up. */
export interface Safeguards {
	verify: boolean;
	catchUp: boolean;
}

/**
 * Both are on unless what is there is clearly a no. An expression may give a text, or nothing at all,
 * and that must not open the door to made-up events.
 */
export function readSafeguards(context: IHookFunctions | IWebhookFunctions): Safeguards {
	const isOn = (name: keyof Safeguards) =>
		toBoolean(context.getNodeParameter(`options.${name}`, true)) !== false;
	return { verify: isOn('verify'), catchUp: isOn('catchUp') };
}

/** Of both triggers' Options. */
export const beginFromField = beginFromOption('events');

/**
 * @returns in milliseconds since 1970; undefined for now
 * @throws NodeOperationError if it is no moment of the last 30 days
 */
export const readBeginFrom = (context: IHookFunctions | IPollFunctions) =>
	toBeginFrom(
		context.getNode(),
		context.getNodeParameter('options.beginFrom', ''),
		context.getTimezone(),
	);
