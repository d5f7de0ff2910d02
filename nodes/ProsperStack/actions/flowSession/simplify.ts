import type { INodeProperties } from 'n8n-workflow';
import { checkBoolean } from '../../../shared/booleans';
import type { ItemOperation } from '../../../shared/router';
import { simplifySession } from '../../triggers/simplifySession';

const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: false,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

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
