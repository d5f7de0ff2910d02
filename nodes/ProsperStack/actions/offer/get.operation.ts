import { PATHS } from '../../api';
import { offerLocator } from '../../locators';
import { getById } from '../getById';

/** One offer. */
export const get = getById(offerLocator, PATHS.offer, 'offer');
