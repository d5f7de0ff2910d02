import { showFor } from '../../../shared/descriptions';
import type { Resource } from '../../../shared/router';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const campaign: Resource = {
	properties: [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: ['campaign'] } },
			options: [
				{
					name: 'Get',
					value: 'get',
					description: 'Get a campaign with its suppliers, buyers, caps and fields',
					action: 'Get a campaign',
				},
				{
					name: 'Get Many',
					value: 'getAll',
					description: 'Get the campaigns of the account',
					action: 'Get many campaigns',
				},
			],
			default: 'getAll',
		},
		...showFor('campaign', 'get', get.fields),
		...showFor('campaign', 'getAll', getAll.fields),
	],
	operations: { get, getAll },
};
