import type { Operation } from '../../../shared/router';
import { changeFields, runChange } from './change';

/** Pauses a buyer: it gets no more leads of the campaign. */
export const pause: Operation = {
	kind: 'write',
	fields: changeFields('pause'),
	execute: async (context, itemIndex, client) =>
		await runChange(context, itemIndex, client, 'pause'),
};
