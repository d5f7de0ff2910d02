import { optionsOf } from '../../../shared/fields/collections';
import { readUntilFound, waitUntilFoundOption } from '../../../shared/fields/waitUntilFound';
import type { Operation } from '../../../shared/router';
import { readLead } from '../../api/leads';
import { leadIdField, readLeadId } from '../../fields/leadId';
import { leadOutput } from '../../fields/leadOutput';

/** One lead with its data, its supplier and what each buyer said. */
export const get: Operation = {
	kind: 'read',
	fields: [leadIdField, ...leadOutput.fields, optionsOf([waitUntilFoundOption])],
	async execute(context, itemIndex, client) {
		const id = readLeadId(context, itemIndex);
		const shape = leadOutput.read(context, itemIndex, context.getTimezone(), client);
		const read = async () => await readLead(client, id, itemIndex);
		return shape(await readUntilFound(context, itemIndex, client, read));
	},
};
