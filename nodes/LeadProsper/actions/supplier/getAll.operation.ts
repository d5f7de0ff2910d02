import { optionsOf } from '../../../shared/descriptions';
import type { Operation } from '../../../shared/router';
import { SUPPLIER_KEYS } from '../../api/campaigns';
import { partyFields, readPartyRows } from '../partyRows';

/** The suppliers of the campaigns, with their caps, and with their keys only if asked for. */
export const getAll: Operation = {
	kind: 'read',
	fields: [
		...partyFields,
		optionsOf([
			{
				displayName: 'Include Supplier Keys',
				name: 'includeSupplierKeys',
				type: 'boolean',
				default: false,
				description:
					'Whether to include each supplier’s “hash” and “api_specs_url”. The hash is the key that submits leads in the supplier’s name: treat it as a password.',
			},
		]),
	],
	async execute(context, itemIndex, client) {
		const { includeSupplierKeys } = context.getNodeParameter('options', itemIndex, {});
		const hidden = includeSupplierKeys ? [] : SUPPLIER_KEYS;
		return await readPartyRows(context, itemIndex, client, 'suppliers', hidden);
	},
};
