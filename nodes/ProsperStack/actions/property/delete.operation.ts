import { pickedId } from '../../../shared/fields/recordLocator';
import type { Operation } from '../../../shared/router';
import { deleteOne } from '../../api/records';
import { PATHS } from '../../api/service';
import { propertyLocator } from '../../fields/locators';

/** Deletes a custom property. Records keep the values that they already have. */
export const remove: Operation = {
	kind: 'write',
	isRepeatable: true,
	fields: [propertyLocator],
	async execute(context, itemIndex, client) {
		const id = pickedId(context, itemIndex, 'propertyId', 'Property ID');
		await deleteOne(client, PATHS.property, id, 'property', itemIndex);
		return { deleted: true };
	},
};
