import { changeOperation } from './changeOperation';

/** Pauses a buyer: it gets no more leads of the campaign. */
export const pause = changeOperation('pause');
