import { showFor } from '../../../shared/descriptions';
import type { Resource } from '../../../shared/router';
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
			default: 'pause',
		},
		...showFor('buyer', 'pause', pause.fields),
		...showFor('buyer', 'resume', resume.fields),
	],
	operations: { pause, resume },
};
