import { PATHS } from '../../api/service';
import { eventLocator } from '../../fields/locators';
import { eventOutput } from '../../fields/personalOutput';
import { getByIdOperation } from '../getByIdOperation';

/** One event, with the flow session it is about. */
export const get = getByIdOperation(eventLocator, PATHS.event, 'event', eventOutput);
