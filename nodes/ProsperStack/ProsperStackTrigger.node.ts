import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { getFlows } from './methods/getFlows';
import { receive } from './triggers/delivery/receive';
import { isRegistered, register } from './triggers/registration/register';
import { beginFromField, eventsSubtitle, settingsFields } from './triggers/settings';
import { unregister } from './triggers/registration/unregister';

export class ProsperStackTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ProsperStack Trigger',
		name: 'prosperStackTrigger',
		icon: {
			light: 'file:../../icons/prosperStack.svg',
			dark: 'file:../../icons/prosperStack.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle,
		description:
			'Read flow sessions, offers, subscribers and events, set custom properties, and start workflows as soon as somebody starts or completes a cancellation flow',
		defaults: { name: 'ProsperStack Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'prosperStackApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Empty, so that n8n sends the answer that the node gives and not one of its own.
				responseData: '',
				path: 'webhook',
				// Nobody needs to paste it anywhere, because the trigger registers it itself.
				ndvHideUrl: true,
				ndvHideMethod: true,
			},
		],
		properties: [
			{
				displayName:
					'n8n registers the webhook in ProsperStack itself, and a second one for the time of a test. For a test event, press the button to listen, then go through a cancellation flow to its end: with a key_test_ key, one in test mode.',
				name: 'webhookNotice',
				type: 'notice',
				default: '',
			},
			...settingsFields,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					beginFromField,
					{
						displayName: 'Catch Up',
						name: 'catchUp',
						type: 'boolean',
						default: true,
						description:
							'Whether the next delivery also brings what was missed since the last one, at most 30 days: while n8n was down, the network was lost, or the workflow was switched off',
					},
					{
						displayName: 'Real Events Only',
						name: 'verify',
						type: 'boolean',
						default: true,
						description:
							'Whether each event is read back from ProsperStack before it starts the workflow. ProsperStack does not sign its deliveries, so without this anyone who learns the address can make events up.',
					},
				],
			},
		],
	};

	methods = { loadOptions: { getFlows } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await register(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await unregister(this);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
