import type { INodeProperties } from 'n8n-workflow';
import { pickedId } from '../../shared/fields/recordLocator';
import type { ItemOperation } from '../../shared/router';
import { readOne } from '../api/records';

/**
 * Makes the operation Get for records that the user can pick by their id only.
 *
 * @param path the list's path; the id is added to it
 * @param noun what messages call the record: `flow session`
 */
export const getByIdOperation = (
	locator: INodeProperties,
	path: string,
	noun: string,
): ItemOperation => ({
	kind: 'read',
	fields: [locator],
	async execute(context, itemIndex, client) {
		const id = pickedId(context, itemIndex, locator.name, `${locator.displayName} ID`);
		return await readOne(client, path, id, `${noun} ${id}`, itemIndex);
	},
});
