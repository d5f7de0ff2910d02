import { checkId } from '../../../shared/ids';
import type { Operation } from '../../../shared/router';
import { readLead } from '../../api/leads';
import { leadIdField } from './leadIdField';

/** One lead with its data, its supplier and what each buyer said. */
export const get: Operation = {
	kind: 'read',
	fields: [leadIdField],
	async execute(context, itemIndex, client) {
		const value = context.getNodeParameter('leadId', itemIndex);
		const id = checkId(context.getNode(), itemIndex, 'Lead ID', value);
		return await readLead(client, id, itemIndex);
	},
};
