import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { optionsOf } from '../shared/fields/collections';
import { getFlows } from './methods/getFlows';
import { poll } from './triggers/polling/poll';
import { beginFromField, eventsSubtitle, settingsFields } from './triggers/settings';

export class ProsperStackPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ProsperStack Polling Trigger',
		name: 'prosperStackPollingTrigger',
		icon: {
			light: 'file:../../icons/prosperStack.svg',
			dark: 'file:../../icons/prosperStack.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle,
		description:
			'Starts the workflow when a subscriber starts or completes a cancellation flow (polls). For n8n without a public address.',
		defaults: { name: 'ProsperStack Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'prosperStackApi', required: true }],
		properties: [...settingsFields, optionsOf([beginFromField])],
	};

	methods = { loadOptions: { getFlows } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
