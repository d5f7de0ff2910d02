import { submissionOperation } from './submission/submissionOperation';

/** The whole lead, after a ping that was accepted. */
export const post = submissionOperation('post');
