import type { INodeProperties } from 'n8n-workflow';
import type { Output } from '../../shared/fields/output';
import { pickedId } from '../../shared/fields/recordLocator';
import type { ItemOperation } from '../../shared/router';
import { readOne } from '../api/records';

/**
 * Makes the operation Get for records that the user can pick by their id only.
 *
 * @param path the list's path; the id is added to it
 * @param noun what messages call the record: `flow session`
 * @param output what the user can choose about the output; without it records come out as the service
 *   gives them
 */
export const getByIdOperation = (
	locator: INodeProperties,
	path: string,
	noun: string,
	output?: Output,
): ItemOperation => ({
	kind: 'read',
	fields: [locator, ...(output?.fields ?? [])],
	async execute(context, itemIndex, client) {
		const id = pickedId(context, itemIndex, locator.name, `${locator.displayName} ID`);
		const shape = output?.read(context, itemIndex, context.getTimezone(), client);
		const record = await readOne(client, path, id, `${noun} ${id}`, itemIndex);
		return shape?.(record) ?? record;
	},
});
