import type { IExecuteFunctions } from 'n8n-workflow';
import { checkId } from '../../shared/fields/ids';
import { recordLocator } from '../../shared/fields/recordLocator';
import { isObject } from '../../shared/json';

export const eventLocator = recordLocator({
	displayName: 'Event',
	name: 'eventId',
	searchListMethod: 'searchEvents',
	example: 'evt_ujO4n2g2QbWtGUVg1zJSbC5I',
});

export const flowLocator = recordLocator({
	displayName: 'Flow',
	name: 'flowId',
	searchListMethod: 'searchFlows',
	example: 'flow_3Aree3otQWV2qXhFiehIIQpA',
});

export const flowSessionLocator = recordLocator({
	displayName: 'Flow Session',
	name: 'flowSessionId',
	searchListMethod: 'searchFlowSessions',
	example: 'sess_eoTR48bvoOCd7SxXAKRrPhj0',
});

export const offerLocator = recordLocator({
	displayName: 'Offer',
	name: 'offerId',
	searchListMethod: 'searchOffers',
	example: 'offr_jIGqAAUKqWM2pptJTfRuei1t',
});

export const propertyLocator = recordLocator({
	displayName: 'Property',
	name: 'propertyId',
	searchListMethod: 'searchProperties',
	example: 'prop_jrtpyZs1httwFFIl7V80cHwf',
});

export const subscriberLocator = recordLocator({
	displayName: 'Subscriber',
	name: 'subscriberId',
	searchListMethod: 'searchSubscribers',
	example: 'subr_dRiytWmkVtSBt9mOpRaC0ca0',
	description: 'Pick the subscriber from the list, or enter an ID or an email address',
	modes: [
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. jane@example.com',
		},
		{
			displayName: 'By Platform ID',
			name: 'platformId',
			type: 'string',
			hint: "The customer's ID in the billing platform",
			placeholder: 'e.g. cus_Jax42BBWGOWuDp',
		},
	],
});

export const subscriptionLocator = recordLocator({
	displayName: 'Subscription',
	name: 'subscriptionId',
	searchListMethod: 'searchSubscriptions',
	example: 'subn_dp79dRR5wIy1kGW4PCO41wit',
	description: 'Pick the subscription from the list, or enter an ID',
	modes: [
		{
			displayName: 'By Platform ID',
			name: 'platformId',
			type: 'string',
			hint: "The subscription's ID in the billing platform",
			placeholder: 'e.g. sub_JE1trB8eUAnh0r',
		},
	],
});

export const webhookLocator = recordLocator({
	displayName: 'Webhook',
	name: 'webhookId',
	searchListMethod: 'searchWebhooks',
	example: 'hook_aTZsJ5Ptw7uww3plBIXQQEI7',
});

/** What the user picked in a locator: the value is an id, an e-mail address or a platform id. */
export interface Picked {
	mode: string;
	value: string;
}

/**
 * Reads a locator. Sends no request.
 *
 * @param label the field's name, for the message: `Subscriber`
 * @throws NodeOperationError if the value is empty or not a valid id, see `checkId`
 */
export function readPick(
	context: IExecuteFunctions,
	itemIndex: number,
	parameter: string,
	label: string,
): Picked {
	const raw: unknown = context.getNodeParameter(parameter, itemIndex, '');
	// If the whole field is an expression, its value is the id itself.
	const { mode, value } = isObject(raw) ? raw : { mode: 'id', value: raw };
	const words = mode === 'email' ? 'Email' : mode === 'platformId' ? 'Platform ID' : 'ID';
	return {
		mode: String(mode),
		value: checkId(context.getNode(), itemIndex, `${label} ${words}`, value),
	};
}
