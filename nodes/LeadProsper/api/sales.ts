import type { IDataObject } from 'n8n-workflow';
import { toBoolean } from '../../shared/fields/booleans';

/** Of a lead: whether it was sold. Of one of its `buyers`: whether this one bought it. */
export const isAccepted = ({ status }: IDataObject) => String(status).toUpperCase() === 'ACCEPTED';

/**
 * Whether a lead was returned. The field is not in the cheat sheet: a lead without it counts as not
 * returned.
 */
export const isReturned = ({ returned }: IDataObject) => toBoolean(returned) === true;
