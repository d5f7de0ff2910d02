import { PATHS } from '../../api';
import { flowLocator } from '../../locators';
import { getById } from '../getById';

/** One cancellation flow. */
export const get = getById(flowLocator, PATHS.flow, 'flow');
