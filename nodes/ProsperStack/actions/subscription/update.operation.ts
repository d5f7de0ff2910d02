import { SUBSCRIPTION } from '../../api/locate';
import { subscriptionLocator } from '../../fields/locators';
import { updateOperation } from '../updateOperation';

/** Sets custom properties of a subscription; nothing else of it can be changed. */
export const update = updateOperation(SUBSCRIPTION, subscriptionLocator);
