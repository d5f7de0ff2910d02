import { pickedId } from '../../../shared/pickedId';
import type { Operation } from '../../../shared/router';
import { PATHS } from '../../api';
import { propertyLocator } from '../../locators';
import { deleteOne } from '../../writes';

/** Deletes a custom property. The values that records already have stay with them. */
export const remove: Operation = {
	kind: 'write',
	fields: [propertyLocator],
	async execute(context, itemIndex, client) {
		const id = pickedId(context, itemIndex, 'propertyId', 'Property ID');
		await deleteOne(client, PATHS.property, id, 'property', itemIndex);
		return { deleted: true };
	},
};
