import { partiesOperation } from '../partiesOperation';

/** The suppliers of the campaigns, with their caps: one request, whatever the number of campaigns. */
export const getAll = partiesOperation('suppliers');
