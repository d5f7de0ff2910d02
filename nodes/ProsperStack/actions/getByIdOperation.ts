import type { INodeProperties } from 'n8n-workflow';
import { pickedId } from '../../shared/fields/recordLocator';
import type { ItemOperation } from '../../shared/router';
import { readOne } from '../api/records';

/**
 * The operation Get of a record that is known by its id alone.
 *
 * @param noun for messages: `flow session`
 */
export const getById = (locator: INodeProperties, path: string, noun: string): ItemOperation => ({
	kind: 'read',
	fields: [locator],
	async execute(context, itemIndex, client) {
		const id = pickedId(context, itemIndex, locator.name, `${locator.displayName} ID`);
		return await readOne(client, path, id, `${noun} ${id}`, itemIndex);
	},
});
