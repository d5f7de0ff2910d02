import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { runOperation } from '../shared/router';
import { accounting } from './actions/accounting';
import { analytics } from './actions/analytics';
import { buyer } from './actions/buyer';
import { campaign } from './actions/campaign';
import { lead } from './actions/lead';
import { supplier } from './actions/supplier';
import { leadProsper } from './api/service';
import { getCampaigns } from './methods/getCampaigns';
import { searchCampaigns } from './methods/searchCampaigns';
import { searchBuyers, searchSuppliers } from './methods/searchParties';
import { searchSubIds } from './methods/searchSubIds';

const resources = { accounting, analytics, buyer, campaign, lead, supplier };

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
				options: [
					{ name: 'Accounting', value: 'accounting' },
					{ name: 'Analytics', value: 'analytics' },
					{ name: 'Buyer', value: 'buyer' },
					{ name: 'Campaign', value: 'campaign' },
					{ name: 'Lead', value: 'lead' },
					{ name: 'Supplier', value: 'supplier' },
				],
				default: 'lead',
			},
			...accounting.properties,
			...analytics.properties,
			...buyer.properties,
			...campaign.properties,
			...lead.properties,
			...supplier.properties,
		],
	};

	methods = {
		listSearch: { searchBuyers, searchCampaigns, searchSubIds, searchSuppliers },
		loadOptions: { getCampaigns },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, leadProsper, resources);
	}
}
