import { showFor } from '../../../shared/descriptions';
import type { Resource } from '../../../shared/router';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const flow: Resource = {
	properties: [
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
					action: 'Get a flow',
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
		...showFor('flow', 'get', get.fields),
		...showFor('flow', 'getAll', getAll.fields),
	],
	operations: { get, getAll },
};
