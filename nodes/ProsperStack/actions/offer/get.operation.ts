import { PATHS } from '../../api/service';
import { offerLocator } from '../../fields/locators';
import { getByIdOperation } from '../getByIdOperation';

/** One offer. */
export const get = getByIdOperation(offerLocator, PATHS.offer, 'offer');
