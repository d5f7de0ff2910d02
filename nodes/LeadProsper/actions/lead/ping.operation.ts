import { submissionOperation } from './submission/submissionOperation';

/** Asks what price a lead would get, before its personal data is sent. */
export const ping = submissionOperation('ping');
