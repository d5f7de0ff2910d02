import { PATHS } from '../../api';
import { flowSessionLocator } from '../../locators';
import { getById } from '../getById';
import { withSimplify } from './simplify';

/** One session that a subscriber went through. */
export const get = withSimplify(getById(flowSessionLocator, PATHS.flowSession, 'flow session'));
