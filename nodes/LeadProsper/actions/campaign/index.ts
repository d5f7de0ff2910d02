import { defineResource } from '../../../shared/resource';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const campaign = defineResource(
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
				action: 'Get campaign',
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
	{ get, getAll },
);
