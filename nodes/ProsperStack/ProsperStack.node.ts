import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { runOperation } from '../shared/router';
import { flow } from './actions/flow';
import { prosperStack } from './api';
import { searchFlows } from './methods/searchFlows';

const resources = { flow };

export class ProsperStack implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ProsperStack',
		name: 'prosperStack',
		icon: {
			light: 'file:../../icons/prosperStack.svg',
			dark: 'file:../../icons/prosperStack.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Read cancellation flows, sessions, offers and events, and update subscribers in ProsperStack',
		defaults: { name: 'ProsperStack' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'prosperStackApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Flow', value: 'flow' }],
				default: 'flow',
			},
			...flow.properties,
		],
	};

	methods = { listSearch: { searchFlows } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, prosperStack, resources);
	}
}
