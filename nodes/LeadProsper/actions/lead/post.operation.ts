import { submissionOperation } from './submission/operation';

/** The whole lead, after a ping that was accepted. */
export const post = submissionOperation('post');
