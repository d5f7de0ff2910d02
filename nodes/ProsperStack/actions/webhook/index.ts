import { defineResource } from '../../../shared/resource';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const webhook = defineResource(
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['webhook'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				description: 'Register a URL for events; an account can have ten',
				action: 'Create webhook',
			},
			{
				name: 'Get',
				value: 'get',
				description: 'Get where a webhook delivers which events',
				action: 'Get webhook',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'Get the webhooks of the account',
				action: 'Get many webhooks',
			},
		],
		default: 'getAll',
	},
	{ create, get, getAll },
);
