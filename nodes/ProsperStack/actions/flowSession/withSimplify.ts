import { checkBoolean } from '../../../shared/fields/booleans';
import type { ItemOperation } from '../../../shared/router';
import { simplifyField, simplifySession } from '../../fields/simplifySession';

/** The same operation with the switch Simplify: its sessions become flat records. */
export const withSimplify = (operation: ItemOperation): ItemOperation => ({
	...operation,
	// As in n8n's own nodes, above Filters and Options.
	fields: [
		...operation.fields.filter(({ type }) => type !== 'collection'),
		simplifyField,
		...operation.fields.filter(({ type }) => type === 'collection'),
	],
	async execute(context, itemIndex, client) {
		const value = context.getNodeParameter('simplify', itemIndex, false);
		const simplify = checkBoolean(context.getNode(), itemIndex, 'Simplify', value);
		const sessions = [await operation.execute(context, itemIndex, client)].flat();
		return simplify ? sessions.map(simplifySession) : sessions;
	},
});
