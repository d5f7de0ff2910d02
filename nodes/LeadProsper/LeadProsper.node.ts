import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { propertiesOf } from '../shared/resource';
import { runOperation } from '../shared/router';
import { accounting } from './actions/accounting';
import { analytics } from './actions/analytics';
import { buyer } from './actions/buyer';
import { campaign } from './actions/campaign';
import { lead } from './actions/lead';
import { supplier } from './actions/supplier';
import { leadProsper } from './api/service';
import { getCampaigns } from './methods/getCampaigns';
import { getLeadFields } from './methods/getLeadFields';
import { getOutputFields } from './methods/getOutputFields';
import { searchCampaigns } from './methods/searchCampaigns';
import { searchBuyers, searchSuppliers } from './methods/searchParties';
import { searchSubIds } from './methods/searchSubIds';
import { supplierKeyTest } from './methods/supplierKeyTest';

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
		// Makes words of names, of `getAll` and of `flowSession`: “Get many: flow session”.
		subtitle:
			'={{ ($parameter["operation"].replace("getAll", "getMany") + ": " + $parameter["resource"]).replace(/[a-z][A-Z]/g, (pair) => pair[0] + " " + pair[1].toLowerCase()).replace(/^[a-z]/, (letter) => letter.toUpperCase()) }}',
		description:
			'Submit, read and return leads, pause and resume buyers, and read statistics in Lead Prosper',
		defaults: { name: 'Lead Prosper' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs:
			'={{ ["ping", "post", "submit"].includes($parameter.operation) && $parameter.onRefusal === "threeOutputs" ? [{ type: "main", displayName: "Accepted" }, { type: "main", displayName: "Duplicated" }, { type: "main", displayName: "Error" }] : ["main"] }}',
		credentials: [
			{
				name: 'leadProsperApi',
				required: true,
				displayOptions: { hide: { authentication: ['supplierKey'] } },
			},
			{
				name: 'leadProsperSupplierApi',
				required: true,
				testedBy: 'supplierKeyTest',
				// The supplier's key is for Submit, Ping and Post only. This is said with `hide`, not with
				// `show`: with `show` the editor would hide the fields Resource and Operation.
				displayOptions: {
					hide: {
						resource: ['accounting', 'analytics', 'buyer', 'campaign', 'supplier'],
						operation: ['get', 'getAll', 'getDebugLog', 'getSummary', 'return'],
						authentication: ['accountKey'],
					},
				},
			},
		],
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
			...propertiesOf(resources),
		],
	};

	methods = {
		listSearch: { searchBuyers, searchCampaigns, searchSubIds, searchSuppliers },
		loadOptions: { getCampaigns, getOutputFields },
		resourceMapping: { getLeadFields },
		credentialTest: { supplierKeyTest },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, leadProsper, resources);
	}
}
