import { PATHS } from '../../api/service';
import { offerLocator } from '../../fields/locators';
import { getById } from '../getByIdOperation';

/** One offer. */
export const get = getById(offerLocator, PATHS.offer, 'offer');
