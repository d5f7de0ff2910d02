import { defineResource } from '../../../shared/resource';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

export const subscription = defineResource(
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['subscription'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Get a subscription by ID or platform ID',
				action: 'Get subscription',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'Get subscriptions with MRR and custom properties',
				action: 'Get many subscriptions',
			},
			{
				name: 'Update',
				value: 'update',
				description: 'Set or clear custom properties of a subscription',
				action: 'Update subscription',
			},
		],
		default: 'getAll',
	},
	{ get, getAll, update },
);
