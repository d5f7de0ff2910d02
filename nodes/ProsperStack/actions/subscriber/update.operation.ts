import { SUBSCRIBER } from '../../api/locate';
import { subscriberLocator } from '../../fields/locators';
import { subscriberOutput } from '../../fields/personalOutput';
import { updateOperation } from '../updateOperation';

/** Sets custom properties of a subscriber; nothing else of it can be changed. */
export const update = updateOperation(SUBSCRIBER, subscriberLocator, subscriberOutput);
