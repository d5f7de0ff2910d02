import { personalOutput } from '../../shared/fields/personalData';

/** The field Personal Data of all that gives subscribers. */
export const subscriberOutput = personalOutput([], true);

/** The field Personal Data of all that gives events: they hold a session with its subscriber. */
export const eventOutput = personalOutput(['subscriber']);
