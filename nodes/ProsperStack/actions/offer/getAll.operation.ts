import { PATHS } from '../../api';
import { getMany } from '../getMany';

/** The account's offers. */
export const getAll = getMany({ path: PATHS.offer });
