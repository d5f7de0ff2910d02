import { showFor } from '../../../shared/descriptions';
import type { Resource } from '../../../shared/router';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

export const subscription: Resource = {
	properties: [
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
					action: 'Get a subscription',
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
					action: 'Update a subscription',
				},
			],
			default: 'getAll',
		},
		...showFor('subscription', 'get', get.fields),
		...showFor('subscription', 'getAll', getAll.fields),
		...showFor('subscription', 'update', update.fields),
	],
	operations: { get, getAll, update },
};
