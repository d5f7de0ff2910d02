import type { Operation } from '../../../shared/router';
import { partyFields, readPartyRows } from '../partyRows';

/** The buyers of the campaigns, with their caps: one request, whatever the number of campaigns. */
export const getAll: Operation = {
	kind: 'read',
	fields: partyFields,
	execute: async (context, itemIndex, client) =>
		await readPartyRows(context, itemIndex, client, 'buyers'),
};
