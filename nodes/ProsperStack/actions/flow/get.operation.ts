import { PATHS } from '../../api/service';
import { flowLocator } from '../../fields/locators';
import { getById } from '../getByIdOperation';

/** One cancellation flow. */
export const get = getById(flowLocator, PATHS.flow, 'flow');
