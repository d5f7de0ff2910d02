import type { IDataObject } from 'n8n-workflow';
import type { Watch } from './watch';

const ALL = 'all';

/** The choice of campaigns as it is remembered. */
export const scopeOf = ({ campaigns }: Watch) => campaigns?.join(',') ?? ALL;

/**
 * Whether the last poll read this campaign too. Of one that has just been chosen, what is there
 * already is old.
 */
export const wasWatched = (memory: IDataObject | undefined, campaign: string) =>
	memory !== undefined &&
	(memory.scope === ALL || String(memory.scope).split(',').includes(campaign));

/** Whether a campaign is one of the user's choice. */
export const isChosen = ({ campaigns }: Watch, campaign: string) =>
	campaigns === undefined || campaigns.includes(campaign);
