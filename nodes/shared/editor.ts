import type { ClientOptions } from './request';

/** For clients: somebody is looking on, and an error that says why is better than a long wait. */
export const IN_THE_EDITOR: ClientOptions = { patienceMs: 15_000, timeoutMs: 15_000 };
