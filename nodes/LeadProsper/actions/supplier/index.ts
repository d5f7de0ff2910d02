import { defineResource } from '../../../shared/resource';
import { getAll } from './getAll.operation';

export const supplier = defineResource(
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['supplier'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'Get the suppliers of campaigns with their caps, ready for a sheet',
				action: 'Get many suppliers',
			},
		],
		default: 'getAll',
	},
	{ getAll },
);
