import type { INodePropertyOptions } from 'n8n-workflow';

/** What ProsperStack delivers. The reference's text names both; its table shows the second only. */
export const EVENT_TYPES: INodePropertyOptions[] = [
	{ name: 'Flow Session Completed', value: 'flow_session_completed' },
	{ name: 'Flow Session Started', value: 'flow_session_started' },
];
