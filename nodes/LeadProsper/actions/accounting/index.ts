import { defineResource } from '../../../shared/resource';
import { getAll } from './getAll.operation';

export const accounting = defineResource(
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['accounting'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'Get cost, revenue and profit as the accounting of Lead Prosper has them',
				action: 'Get many accounting rows',
			},
		],
		default: 'getAll',
	},
	{ getAll },
);
