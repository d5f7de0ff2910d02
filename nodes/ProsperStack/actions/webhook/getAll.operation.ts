import { PATHS } from '../../api/service';
import { getMany } from '../getManyOperation';

/** The account's webhooks: ten at most. */
export const getAll = getMany({ path: PATHS.webhook });
