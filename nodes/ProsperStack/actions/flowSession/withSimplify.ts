import { checkBoolean } from '../../../shared/fields/booleans';
import type { ItemOperation } from '../../../shared/router';
import { simplifyField, simplifySession } from '../../fields/simplifySession';

/**
 * Adds the switch Simplify to an operation that gives flow sessions: it turns them into flat
 * records.
 */
export const withSimplify = (operation: ItemOperation): ItemOperation => ({
	...operation,
	// n8n's own nodes show Simplify above Filters and Options.
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
