import { showFor } from '../../../shared/descriptions';
import type { Resource } from '../../../shared/router';
import { getAll } from './getAll.operation';
import { pause } from './pause.operation';
import { resume } from './resume.operation';

export const buyer: Resource = {
	properties: [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: ['buyer'] } },
			options: [
				{
					name: 'Get Many',
					value: 'getAll',
					description: 'Get the buyers of campaigns with their caps, ready for a sheet',
					action: 'Get many buyers',
				},
				{
					name: 'Pause',
					value: 'pause',
					description: 'Stop a buyer from getting leads of a campaign',
					action: 'Pause a buyer',
				},
				{
					name: 'Resume',
					value: 'resume',
					description: 'Let a paused buyer get leads of a campaign again',
					action: 'Resume a buyer',
				},
			],
			default: 'getAll',
		},
		...showFor('buyer', 'getAll', getAll.fields),
		...showFor('buyer', 'pause', pause.fields),
		...showFor('buyer', 'resume', resume.fields),
	],
	operations: { getAll, pause, resume },
};
