import { showFor } from '../../../shared/descriptions';
import type { Resource } from '../../../shared/router';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const lead: Resource = {
	properties: [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: ['lead'] } },
			options: [
				{
					name: 'Get',
					value: 'get',
					description: 'Get a lead with its data, its supplier and what each buyer said',
					action: 'Get a lead',
				},
				{
					name: 'Get Many',
					value: 'getAll',
					description: 'Get many leads of one or several campaigns, or of the whole account',
					action: 'Get many leads',
				},
			],
			default: 'getAll',
		},
		...showFor('lead', 'get', get.fields),
		...showFor('lead', 'getAll', getAll.fields),
	],
	operations: { get, getAll },
};
