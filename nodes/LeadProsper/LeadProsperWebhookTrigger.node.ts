import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { getOutputFields } from './methods/getOutputFields';
import { deliveryFields } from './triggers/delivery/fields';
import { receive } from './triggers/delivery/receive';
import { switchTo } from './triggers/delivery/state';

export class LeadProsperWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Lead Prosper Webhook Trigger',
		name: 'leadProsperWebhookTrigger',
		icon: {
			light: 'file:../../icons/leadProsper.svg',
			dark: 'file:../../icons/leadProsper.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["realLeadsOnly"] ? "real leads" : "whatever is posted" }}',
		description:
			'Starts the workflow within seconds of a lead, by a Campaign Trigger that you set up in Lead Prosper. For leads that must not be missed, use the Lead Prosper Trigger beside it.',
		defaults: { name: 'Lead Prosper Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'leadProsperApi',
				required: true,
				displayOptions: { hide: { realLeadsOnly: [false] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Empty, so that n8n sends the answer that the node gives and not one of its own.
				responseData: '',
				path: 'webhook',
			},
		],
		properties: deliveryFields,
	};

	methods = { loadOptions: { getOutputFields } };

	/**
	 * Lead Prosper has no API for webhooks: the user pastes the address there. So nothing is asked of the
	 * service when a workflow is published or unpublished.
	 */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				switchTo(this, true);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				switchTo(this, true);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				switchTo(this, false);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
