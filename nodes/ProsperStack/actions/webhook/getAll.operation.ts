import { PATHS } from '../../api';
import { getMany } from '../getMany';

/** The account's webhooks: ten at most. */
export const getAll = getMany({ path: PATHS.webhook });
