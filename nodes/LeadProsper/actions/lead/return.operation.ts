import { inputError } from '../../../shared/errors';
import { checkBoolean } from '../../../shared/fields/booleans';
import { optionsOf } from '../../../shared/fields/collections';
import type { Operation } from '../../../shared/router';
import { returnLead } from '../../api/leads';
import { atMostPerRunOption, refuseTooMany } from '../../fields/atMostPerRun';
import { leadIdField, readLeadId } from '../../fields/leadId';
import { oncePerValueOption, sendOncePerValue } from '../../fields/oncePerValue';

/** Returns a lead that was sold to a buyer. */
export const returnOperation: Operation = {
	kind: 'write',
	fields: [
		leadIdField,
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Wrong number',
			description: 'Why the lead is returned',
		},
		{
			displayName: 'Portal Refund',
			name: 'portalRefund',
			type: 'boolean',
			default: false,
			description: 'Whether the buyer gets the money back in the portal',
		},
		optionsOf([atMostPerRunOption, oncePerValueOption]),
	],
	async execute(context, itemIndex, client) {
		const node = context.getNode();
		const leadId = readLeadId(context, itemIndex);
		const reason = String(context.getNodeParameter('reason', itemIndex) ?? '').trim();
		if (reason === '') {
			throw inputError(node, itemIndex, 'Reason is empty', 'Say why the lead is returned.');
		}
		const portalRefund = checkBoolean(
			node,
			itemIndex,
			'Portal Refund',
			context.getNodeParameter('portalRefund', itemIndex),
		);
		refuseTooMany(context, itemIndex);
		const answer = await sendOncePerValue(
			context,
			itemIndex,
			async () => await returnLead(client, { leadId, reason, portalRefund }, itemIndex),
		);
		return { lead_id: leadId, ...answer };
	},
};
