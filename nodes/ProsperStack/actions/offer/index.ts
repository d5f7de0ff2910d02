import { defineResource } from '../../../shared/resource';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const offer = defineResource(
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['offer'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Get an offer with its details',
				action: 'Get offer',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'Get the offers of the account',
				action: 'Get many offers',
			},
		],
		default: 'getAll',
	},
	{ get, getAll },
);
