import { optionsOf } from '../../../shared/descriptions';
import type { Operation } from '../../../shared/router';
import { SUPPLIER_KEYS } from '../../api/campaigns';
import { partyFields, readPartyRows } from '../partyRows';
import { supplierKeysOption, wantsSupplierKeys } from '../supplierKeys';

/** The suppliers of the campaigns, with their caps, and with their keys only if asked for. */
export const getAll: Operation = {
	kind: 'read',
	fields: [...partyFields, optionsOf([supplierKeysOption])],
	async execute(context, itemIndex, client) {
		const hidden = wantsSupplierKeys(context, itemIndex) ? [] : SUPPLIER_KEYS;
		return await readPartyRows(context, itemIndex, client, 'suppliers', hidden);
	},
};
