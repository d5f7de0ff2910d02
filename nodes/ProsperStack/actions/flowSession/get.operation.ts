import { PATHS } from '../../api';
import { flowSessionLocator } from '../../locators';
import { getById } from '../getById';

/** One session that a subscriber went through. */
export const get = getById(flowSessionLocator, PATHS.flowSession, 'flow session');
