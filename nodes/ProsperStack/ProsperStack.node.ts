import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { propertiesOf } from '../shared/resource';
import { runOperation } from '../shared/router';
import { event } from './actions/event';
import { flow } from './actions/flow';
import { flowSession } from './actions/flowSession';
import { offer } from './actions/offer';
import { portalSession } from './actions/portalSession';
import { property } from './actions/property';
import { subscriber } from './actions/subscriber';
import { subscription } from './actions/subscription';
import { webhook } from './actions/webhook';
import { prosperStack } from './api/service';
import * as listSearch from './methods/listSearch';
import {
	getSubscriberProperties,
	getSubscriberPropertyKeys,
	getSubscriptionProperties,
	getSubscriptionPropertyKeys,
} from './methods/properties';

const resources = {
	event,
	flow,
	flowSession,
	offer,
	portalSession,
	property,
	subscriber,
	subscription,
	webhook,
};

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
		// Makes words of names, of `getAll` and of `flowSession`: “Get many: flow session”.
		subtitle:
			'={{ ($parameter["operation"].replace("getAll", "getMany") + ": " + $parameter["resource"]).replace(/[a-z][A-Z]/g, (pair) => pair[0] + " " + pair[1].toLowerCase()).replace(/^[a-z]/, (letter) => letter.toUpperCase()) }}',
		description:
			'Read cancellation flow sessions, offers, subscribers, subscriptions and events, and set custom properties in ProsperStack',
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
				options: [
					{ name: 'Event', value: 'event' },
					{ name: 'Flow', value: 'flow' },
					{ name: 'Flow Session', value: 'flowSession' },
					{ name: 'Offer', value: 'offer' },
					{ name: 'Portal Session', value: 'portalSession' },
					{ name: 'Property', value: 'property' },
					{ name: 'Subscriber', value: 'subscriber' },
					{ name: 'Subscription', value: 'subscription' },
					{ name: 'Webhook', value: 'webhook' },
				],
				default: 'flowSession',
			},
			...propertiesOf(resources),
		],
	};

	methods = {
		listSearch,
		resourceMapping: { getSubscriberProperties, getSubscriptionProperties },
		loadOptions: { getSubscriberPropertyKeys, getSubscriptionPropertyKeys },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, prosperStack, resources);
	}
}
