import { defineResource } from '../../../shared/resource';
import { getAll } from './getAll.operation';
import { pause } from './pause.operation';
import { resume } from './resume.operation';

export const buyer = defineResource(
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
				action: 'Pause buyer',
			},
			{
				name: 'Resume',
				value: 'resume',
				description: 'Let a paused buyer get leads of a campaign again',
				action: 'Resume buyer',
			},
		],
		default: 'getAll',
	},
	{ getAll, pause, resume },
);
