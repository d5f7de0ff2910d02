import { showFor } from '../../../shared/descriptions';
import type { Resource } from '../../../shared/router';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const event: Resource = {
	properties: [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: ['event'] } },
			options: [
				{
					name: 'Get',
					value: 'get',
					description: 'Get an event with its flow session',
					action: 'Get an event',
				},
				{
					name: 'Get Many',
					value: 'getAll',
					description: 'Get events: what webhooks deliver, for at least 30 days',
					action: 'Get many events',
				},
			],
			default: 'getAll',
		},
		...showFor('event', 'get', get.fields),
		...showFor('event', 'getAll', getAll.fields),
	],
	operations: { get, getAll },
};
