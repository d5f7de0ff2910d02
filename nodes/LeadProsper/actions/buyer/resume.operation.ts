import { changeOperation } from './changeOperation';

/** Resumes a paused buyer. */
export const resume = changeOperation('resume');
