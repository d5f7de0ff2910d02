import { PATHS } from '../../api/service';
import { getManyOperation } from '../getManyOperation';

/** The account's webhooks: ten at most. */
export const getAll = getManyOperation({ path: PATHS.webhook });
