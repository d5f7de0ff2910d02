import type { INodePropertyOptions } from 'n8n-workflow';

/** What a custom property can belong to. */
export const ENTITIES: INodePropertyOptions[] = [
	{ name: 'Subscriber', value: 'subscriber' },
	{ name: 'Subscription', value: 'subscription' },
];

/**
 * The types of event that ProsperStack delivers. The API reference names both in its text, but
 * lists only `flow_session_completed` as an allowed value.
 */
export const EVENT_TYPES: INodePropertyOptions[] = [
	{
		name: 'Flow Session Completed',
		value: 'flow_session_completed',
		description: 'A subscriber has gone through a cancellation flow: saved, canceled, …',
	},
	{
		name: 'Flow Session Started',
		value: 'flow_session_started',
		description: 'A subscriber has opened a cancellation flow',
	},
];
