import type { IDataObject } from 'n8n-workflow';
import type { Watch } from './watch';

const ALL = 'all';

/** The user's choice of campaigns, as a text to remember. */
export const scopeOf = ({ campaigns }: Watch) => campaigns?.join(',') ?? ALL;

/**
 * Whether the last poll watched this campaign too. If not, the user has just chosen it, and
 * everything that is already in it is old.
 */
export const wasWatched = (memory: IDataObject | undefined, campaign: string) =>
	memory !== undefined &&
	(memory.scope === ALL || String(memory.scope).split(',').includes(campaign));

/** Tells of a campaign that the user chose, and that is not there. It does not stop the others. */
export const tellMissing = ({ client }: Watch, campaign: string) =>
	client.warn(
		`Lead Prosper does not find campaign ${campaign}. The other campaigns are read all the same; if it is found again, what changed meanwhile comes, too. If it is deprecated, take it out of the node.`,
	);

/** Whether the user chose this campaign, or all campaigns. */
export const isChosen = ({ campaigns }: Watch, campaign: string) =>
	campaigns === undefined || campaigns.includes(campaign);
