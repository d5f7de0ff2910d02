import type { Operation } from '../../../shared/router';
import { readLead } from '../../api/leads';
import { leadIdField, readLeadId } from '../../fields/leadId';

/** One lead with its data, its supplier and what each buyer said. */
export const get: Operation = {
	kind: 'read',
	fields: [leadIdField],
	execute: async (context, itemIndex, client) =>
		await readLead(client, readLeadId(context, itemIndex), itemIndex),
};
