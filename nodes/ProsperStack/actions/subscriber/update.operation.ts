import { SUBSCRIBER } from '../../api/locate';
import { subscriberLocator } from '../../fields/locators';
import { updateOf } from '../updateOperation';

/** Sets custom properties of a subscriber; nothing else of it can be changed. */
export const update = updateOf(SUBSCRIBER, subscriberLocator);
