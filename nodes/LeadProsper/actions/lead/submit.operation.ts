import { submissionOperation } from './submission/operation';

/** Direct post: the whole lead at once. */
export const submit = submissionOperation('submit');
