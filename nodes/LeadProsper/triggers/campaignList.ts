import type { IDataObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { readCampaigns } from '../api/campaigns';
import type { Watch } from './watch';

/** A new campaign is found this much later at most; its leads come then, none is missed. */
const LIST_LASTS_MS = 15 * 60_000;

/** What is remembered of the account's campaigns, so that not every poll asks for them. */
interface CampaignList extends IDataObject {
	/** Ids, separated by commas. */
	campaigns?: string;
	/** In milliseconds since 1970. */
	listedAt?: number;
}

/**
 * Calls `read` with the campaigns that the user chose; where that is all, with the account's, which
 * are listed anew every 15 minutes, and at once when one of them is gone.
 *
 * @param lastsMs a list never lasts longer than this, so that the first window of a new campaign goes
 *   back far enough
 */
export async function withCampaigns<T>(
	watch: Watch,
	memory: IDataObject | undefined,
	lastsMs: number,
	read: (campaigns: string[]) => Promise<T>,
): Promise<{ result: T; list: CampaignList }> {
	if (watch.campaigns) return { result: await read(watch.campaigns), list: {} };

	const { campaigns = '', listedAt = 0 }: CampaignList = memory ?? {};
	const age = watch.now - listedAt;
	if (campaigns && age >= 0 && age < Math.min(lastsMs, LIST_LASTS_MS)) {
		const result = await read(campaigns.split(',')).catch(unlessGone);
		if (result) return { result, list: { campaigns, listedAt } };
	}
	const ids = (await readCampaigns(watch.client)).map(({ id }) => String(id));
	if (campaigns && ids.length === 0) {
		// Taken at its word, it would let everything pass unseen until the next list.
		throw new NodeOperationError(watch.node, 'Lead Prosper lists no campaigns any more', {
			description: 'The next poll asks again, and brings what came meanwhile.',
		});
	}
	return { result: await read(ids), list: { campaigns: ids.join(','), listedAt: watch.now } };
}

/** A campaign that is deprecated is not there any more. */
const unlessGone = (error: unknown) =>
	error instanceof NodeApiError && error.httpCode === '404' ? undefined : Promise.reject(error);
