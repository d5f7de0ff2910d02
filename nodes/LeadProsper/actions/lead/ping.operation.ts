import { submissionOperation } from './submission/submissionOperation';

/** Asks what a lead would bring, before its personal data is sent. */
export const ping = submissionOperation('ping');
