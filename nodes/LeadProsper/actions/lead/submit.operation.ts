import { submissionOperation } from './submission/submissionOperation';

/** Direct post: the whole lead at once. */
export const submit = submissionOperation('submit');
