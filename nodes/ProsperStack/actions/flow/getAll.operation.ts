import { PATHS } from '../../api/service';
import { getMany } from '../getManyOperation';

/** The account's cancellation flows. */
export const getAll = getMany({ path: PATHS.flow });
