import type { Operation } from '../../../shared/router';
import { changeFields, runChange } from './change';

/** Resumes a paused buyer. */
export const resume: Operation = {
	kind: 'write',
	fields: changeFields('resume'),
	execute: async (context, itemIndex, client) =>
		await runChange(context, itemIndex, client, 'resume'),
};
