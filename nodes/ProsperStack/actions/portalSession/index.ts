import { showFor } from '../../../shared/descriptions';
import type { Resource } from '../../../shared/router';
import { create } from './create.operation';

export const portalSession: Resource = {
	properties: [
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
					action: 'Create a portal session',
				},
			],
			default: 'create',
		},
		...showFor('portalSession', 'create', create.fields),
	],
	operations: { create },
};
