import { showFor } from '../../../shared/descriptions';
import type { Resource } from '../../../shared/router';
import { getAll } from './getAll.operation';

export const supplier: Resource = {
	properties: [
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
		...showFor('supplier', 'getAll', getAll.fields),
	],
	operations: { getAll },
};
