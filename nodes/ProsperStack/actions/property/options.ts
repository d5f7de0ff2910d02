import type { INodePropertyOptions } from 'n8n-workflow';

/** What a custom property can belong to. */
export const ENTITIES: INodePropertyOptions[] = [
	{ name: 'Subscriber', value: 'subscriber' },
	{ name: 'Subscription', value: 'subscription' },
];
