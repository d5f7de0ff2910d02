import { defineResource } from '../../../shared/resource';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const flow = defineResource(
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['flow'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Get a cancellation flow',
				action: 'Get flow',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'Get the cancellation flows of the account',
				action: 'Get many flows',
			},
		],
		default: 'getAll',
	},
	{ get, getAll },
);
