import { submissionOperation } from './submission/submissionOperation';

/** Submits the whole lead at once, without a ping (Lead Prosper calls this direct post). */
export const submit = submissionOperation('submit');
