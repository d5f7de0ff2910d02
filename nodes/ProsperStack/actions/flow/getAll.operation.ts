import { readLimit, returnAllAndLimit } from '../../../shared/descriptions';
import { collect } from '../../../shared/pages';
import type { Operation } from '../../../shared/router';
import { PATHS, readList } from '../../api';

/** The account's cancellation flows. */
export const getAll: Operation = {
	kind: 'read',
	fields: returnAllAndLimit,
	async execute(context, itemIndex, client) {
		const limit = readLimit(context, itemIndex);
		return await collect(readList(client, PATHS.flow, {}, { limit, itemIndex }));
	},
};
