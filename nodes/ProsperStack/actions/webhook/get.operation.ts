import { PATHS } from '../../api';
import { webhookLocator } from '../../locators';
import { getById } from '../getById';

/** One webhook: where it delivers which events. */
export const get = getById(webhookLocator, PATHS.webhook, 'webhook');
