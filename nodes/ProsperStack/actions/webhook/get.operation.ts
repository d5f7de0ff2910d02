import { PATHS } from '../../api/service';
import { webhookLocator } from '../../fields/locators';
import { getById } from '../getByIdOperation';

/** One webhook: where it delivers which events. */
export const get = getById(webhookLocator, PATHS.webhook, 'webhook');
