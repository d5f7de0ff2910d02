import { submissionOperation } from './submission/submissionOperation';

/** Submits the whole lead after a ping that was accepted. */
export const post = submissionOperation('post');
