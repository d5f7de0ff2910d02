import { PATHS } from '../../api/service';
import { getMany } from '../getManyOperation';

/** The account's offers. */
export const getAll = getMany({ path: PATHS.offer });
