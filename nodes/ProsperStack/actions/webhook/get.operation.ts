import { PATHS } from '../../api/service';
import { webhookLocator } from '../../fields/locators';
import { getById } from '../getByIdOperation';

/** One webhook, with its URL and its events. */
export const get = getById(webhookLocator, PATHS.webhook, 'webhook');
