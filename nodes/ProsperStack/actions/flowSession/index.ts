import { showFor } from '../../../shared/descriptions';
import type { Resource } from '../../../shared/router';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const flowSession: Resource = {
	properties: [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: ['flowSession'] } },
			options: [
				{
					name: 'Get',
					value: 'get',
					description: 'Get a session with its answers, offers and reason',
					action: 'Get a flow session',
				},
				{
					name: 'Get Many',
					value: 'getAll',
					description: 'Get sessions with their answers, offers and reasons',
					action: 'Get many flow sessions',
				},
			],
			default: 'getAll',
		},
		...showFor('flowSession', 'get', get.fields),
		...showFor('flowSession', 'getAll', getAll.fields),
	],
	operations: { get, getAll },
};
