import { SUBSCRIPTION } from '../../locate';
import { subscriptionLocator } from '../../locators';
import { updateOf } from '../updateOf';

/** Sets custom properties of a subscription; nothing else of it can be changed. */
export const update = updateOf(SUBSCRIPTION, subscriptionLocator);
