import { PATHS } from '../../api/service';
import { webhookLocator } from '../../fields/locators';
import { getByIdOperation } from '../getByIdOperation';

/** One webhook, with its URL and its events. */
export const get = getByIdOperation(webhookLocator, PATHS.webhook, 'webhook');
