import { PATHS } from '../../api/service';
import { getManyOperation } from '../getManyOperation';

/** The account's offers. */
export const getAll = getManyOperation({ path: PATHS.offer });
