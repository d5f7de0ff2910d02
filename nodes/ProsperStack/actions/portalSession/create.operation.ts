import { checkId } from '../../../shared/fields/ids';
import { requiredUrl } from '../../../shared/fields/texts';
import type { Operation } from '../../../shared/router';
import { createOne } from '../../api/records';
import { PATHS } from '../../api/service';

/** Makes a URL that logs a customer in to the customer portal. */
export const create: Operation = {
	kind: 'write',
	fields: [
		{
			displayName:
				'The URL in the output logs in whoever opens it, as this customer. Send it to nobody else, and keep it out of logs and shared executions.',
			name: 'portalUrlNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Platform Subscriber ID',
			name: 'platformSubscriberId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. cus_Ne8IAatISPUTNi',
			description: "The customer's ID in the billing platform, not the ID in ProsperStack",
		},
		{
			displayName: 'Return URL',
			name: 'returnUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/account',
			description: 'Where the customer goes on leaving the portal',
		},
	],
	async execute(context, itemIndex, client) {
		const value: unknown = context.getNodeParameter('platformSubscriberId', itemIndex);
		const customer = checkId(context.getNode(), itemIndex, 'Platform Subscriber ID', value);
		const returnUrl = requiredUrl(context, itemIndex, 'returnUrl', 'Return URL');
		const body = { platform_subscriber_id: customer, return_url: returnUrl };
		return await createOne(client, {
			path: PATHS.portalSession,
			body,
			noun: 'portal session',
			subject: `customer ${customer}`,
			itemIndex,
		});
	},
};
