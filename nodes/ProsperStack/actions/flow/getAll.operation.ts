import { PATHS } from '../../api/service';
import { getManyOperation } from '../getManyOperation';

/** The account's cancellation flows. */
export const getAll = getManyOperation({ path: PATHS.flow });
