import { PATHS } from '../../api/service';
import { flowLocator } from '../../fields/locators';
import { getByIdOperation } from '../getByIdOperation';

/** One cancellation flow. */
export const get = getByIdOperation(flowLocator, PATHS.flow, 'flow');
