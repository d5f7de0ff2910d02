import { PATHS } from '../../api';
import { eventLocator } from '../../locators';
import { getById } from '../getById';

/** One event, with the flow session it is about. */
export const get = getById(eventLocator, PATHS.event, 'event');
