import { defineResource } from '../../../shared/resource';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getSummary } from './getSummary.operation';

export const flowSession = defineResource(
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
				action: 'Get flow session',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'Get sessions with their answers, offers and reasons',
				action: 'Get many flow sessions',
			},
			{
				name: 'Get Summary',
				value: 'getSummary',
				description:
					'Count sessions by reason, offer, flow or status, with save rate and MRR saved and lost',
				action: 'Get summary of flow sessions',
			},
		],
		default: 'getAll',
	},
	{ get, getAll, getSummary },
);
