import { checkId } from '../../../shared/ids';
import type { Operation } from '../../../shared/router';
import { readLead } from '../../api/leads';

/** One lead with its data, its supplier and what each buyer said. */
export const get: Operation = {
	kind: 'read',
	fields: [
		{
			displayName: 'Lead ID',
			name: 'leadId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Oi_PE5UB8JeApcHI06lG',
			description: 'ID of a lead as Get Many gives it, or as the answer to a submission',
		},
	],
	async execute(context, itemIndex, client) {
		const value = context.getNodeParameter('leadId', itemIndex);
		return await readLead(
			client,
			checkId(context.getNode(), itemIndex, 'Lead ID', value),
			itemIndex,
		);
	},
};
