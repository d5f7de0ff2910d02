import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { runOperation } from '../shared/router';
import { campaign } from './actions/campaign';
import { leadProsper } from './api';
import { searchCampaigns } from './methods/searchCampaigns';

const resources = { campaign };

export class LeadProsper implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Lead Prosper',
		name: 'leadProsper',
		icon: {
			light: 'file:../../icons/leadProsper.svg',
			dark: 'file:../../icons/leadProsper.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Read analytics, leads and campaigns, and pause or resume buyers in Lead Prosper',
		defaults: { name: 'Lead Prosper' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'leadProsperApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Campaign', value: 'campaign' }],
				default: 'campaign',
			},
			...campaign.properties,
		],
	};

	methods = { listSearch: { searchCampaigns } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, leadProsper, resources);
	}
}
