import { inputError } from '../../../shared/errors';
import { requiredUrl, textsIn } from '../../../shared/fields/texts';
import type { Operation } from '../../../shared/router';
import { createOne } from '../../api/records';
import { PATHS } from '../../api/service';
import { EVENT_TYPES } from '../../fields/choices';

/** Registers a webhook. An account can have ten. The API reference names no way to delete one. */
export const create: Operation = {
	kind: 'write',
	fields: [
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/prosperstack',
			description:
				'Where ProsperStack sends the events. An account can have ten webhooks; to remove one, open Settings, Integrations, Webhooks in ProsperStack.',
		},
		{
			displayName: 'Events',
			name: 'events',
			type: 'multiOptions',
			required: true,
			options: EVENT_TYPES,
			default: ['flow_session_completed'],
			description: 'Which events are sent',
		},
	],
	async execute(context, itemIndex, client) {
		const url = requiredUrl(context, itemIndex, 'url', 'URL');
		const events = textsIn(context.getNodeParameter('events', itemIndex));
		if (events.length === 0) {
			throw inputError(
				context.getNode(),
				itemIndex,
				'No events are chosen',
				'Choose at least one event for the webhook.',
			);
		}
		return await createOne(client, {
			path: PATHS.webhook,
			body: { url, events },
			noun: 'webhook',
			itemIndex,
			isNew: (webhook) => webhook.url === url && isSameList(webhook.events, events),
		});
	},
};

const isSameList = (one: unknown, other: string[]) =>
	JSON.stringify([one].flat().sort()) === JSON.stringify([...other].sort());
