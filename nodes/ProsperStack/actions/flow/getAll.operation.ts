import { PATHS } from '../../api';
import { getMany } from '../getMany';

/** The account's cancellation flows. */
export const getAll = getMany({ path: PATHS.flow });
