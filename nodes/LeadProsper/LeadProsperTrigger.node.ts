import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { allCampaignsFirst } from './fields/campaignScope';
import { getCampaigns } from './methods/getCampaigns';
import { getOutputFields } from './methods/getOutputFields';
import { searchCampaigns } from './methods/searchCampaigns';
import { filterFields, optionFields, outputFields, percentageField } from './triggers/fields';
import { poll } from './triggers/poll';

export class LeadProsperTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Lead Prosper Trigger',
		name: 'leadProsperTrigger',
		icon: {
			light: 'file:../../icons/leadProsper.svg',
			dark: 'file:../../icons/leadProsper.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{({ newLead: "New lead", leadChanged: "Lead changed", buyerPausedOrResumed: "Buyer paused or resumed", capReached: "Cap reached" })[$parameter["event"]]}}',
		description:
			'Submit, read and return leads, pause and resume buyers, read statistics, and start workflows when leads come or change, buyers are paused, or caps are reached',
		defaults: { name: 'Lead Prosper Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'leadProsperApi', required: true }],
		properties: [
			{
				displayName: 'Event',
				name: 'event',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Buyer Paused or Resumed',
						value: 'buyerPausedOrResumed',
						description: 'A buyer of a campaign was paused, or is live again',
					},
					{
						name: 'Cap Reached',
						value: 'capReached',
						description:
							'A buyer or supplier has used up a cap on leads or budget, or a part of it',
					},
					{
						name: 'Lead Changed',
						value: 'leadChanged',
						description: 'The status of a lead, what buyers did with it, or its return changed',
					},
					{
						name: 'New Lead',
						value: 'newLead',
						description: 'A lead came into a campaign',
					},
				],
				default: 'newLead',
				description: 'What starts the workflow',
			},
			...allCampaignsFirst,
			percentageField,
			...outputFields,
			filterFields,
			optionFields,
		],
	};

	methods = {
		listSearch: { searchCampaigns },
		loadOptions: { getCampaigns, getOutputFields },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
