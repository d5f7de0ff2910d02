import { PATHS } from '../../api/service';
import { eventLocator } from '../../fields/locators';
import { getById } from '../getByIdOperation';

/** One event, with the flow session it is about. */
export const get = getById(eventLocator, PATHS.event, 'event');
