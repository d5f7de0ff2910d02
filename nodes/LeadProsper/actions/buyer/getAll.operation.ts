import { partiesOperation } from '../partiesOperation';

/** The buyers of the campaigns, with their caps: one request, whatever the number of campaigns. */
export const getAll = partiesOperation('buyers');
