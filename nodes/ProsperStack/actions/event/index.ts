import { defineResource } from '../../../shared/resource';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const event = defineResource(
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
				action: 'Get event',
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
	{ get, getAll },
);
