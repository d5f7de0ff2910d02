import { defineResource } from '../../../shared/resource';
import { create } from './create.operation';

export const portalSession = defineResource(
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['portalSession'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				description: 'Create a URL that logs a customer in to the customer portal',
				action: 'Create portal session',
			},
		],
		default: 'create',
	},
	{ create },
);
