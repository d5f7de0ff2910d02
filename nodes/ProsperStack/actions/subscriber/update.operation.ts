import { SUBSCRIBER } from '../../locate';
import { subscriberLocator } from '../../locators';
import { updateOf } from '../updateOf';

/** Sets custom properties of a subscriber; nothing else of it can be changed. */
export const update = updateOf(SUBSCRIBER, subscriberLocator);
