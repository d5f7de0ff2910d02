import { defineResource } from '../../../shared/resource';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

export const subscriber = defineResource(
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['subscriber'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Get a subscriber by ID, email or platform ID',
				action: 'Get subscriber',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'Get subscribers with their custom properties',
				action: 'Get many subscribers',
			},
			{
				name: 'Update',
				value: 'update',
				description: 'Set or clear custom properties of a subscriber',
				action: 'Update subscriber',
			},
		],
		default: 'getAll',
	},
	{ get, getAll, update },
);
