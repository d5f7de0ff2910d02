import { pathId } from '../../../shared/ids';
import type { Operation } from '../../../shared/router';
import { PATHS, readOne } from '../../api';
import { flowLocator } from '../../locators';

/** One cancellation flow. */
export const get: Operation = {
	kind: 'read',
	fields: [flowLocator],
	async execute(context, itemIndex, client) {
		const value = context.getNodeParameter('flowId', itemIndex, '', { extractValue: true });
		const id = pathId(context.getNode(), itemIndex, 'Flow ID', value);
		return await readOne(client, PATHS.flow, id, `flow ${id}`, itemIndex);
	},
};
