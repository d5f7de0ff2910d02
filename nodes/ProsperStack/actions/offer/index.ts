import { showFor } from '../../../shared/descriptions';
import type { Resource } from '../../../shared/router';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const offer: Resource = {
	properties: [
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
					action: 'Get an offer',
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
		...showFor('offer', 'get', get.fields),
		...showFor('offer', 'getAll', getAll.fields),
	],
	operations: { get, getAll },
};
