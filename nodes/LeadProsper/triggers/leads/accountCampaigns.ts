import type { IDataObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { asNodeError } from '../../../shared/errors';
import { readCampaigns } from '../../api/campaigns';
import type { Watch } from '../watch';

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
 * are listed anew every 15 minutes, and at once when one of them seems to be gone.
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
	const known = campaigns ? campaigns.split(',') : [];
	const age = watch.now - listedAt;
	if (known.length === 0 || age < 0 || age >= Math.min(lastsMs, LIST_LASTS_MS)) {
		return await readListed(watch, await listCampaigns(watch, known), read);
	}
	try {
		return { result: await read(known), list: { campaigns, listedAt } };
	} catch (error) {
		// A campaign that has left the account lets the whole reading fail. Then the list is out of date.
		const listed = mayBeGone(error) ? await listCampaigns(watch, known) : known;
		if (known.every((id) => listed.includes(id))) throw asNodeError(watch.node, error);
		return await readListed(watch, listed, read);
	}
}

async function listCampaigns(watch: Watch, known: string[]): Promise<string[]> {
	const ids = (await readCampaigns(watch.client)).map(({ id }) => String(id));
	if (known.length > 0 && ids.length === 0) {
		// Taken at its word, it would let everything pass unseen until the next list.
		throw new NodeOperationError(watch.node, 'Lead Prosper lists no campaigns any more', {
			description: 'The next poll asks again, and brings what came meanwhile.',
		});
	}
	return ids;
}

const readListed = async <T>(
	{ now }: Watch,
	ids: string[],
	read: (campaigns: string[]) => Promise<T>,
) => ({ result: await read(ids), list: { campaigns: ids.join(','), listedAt: now } });

/** A wrong key, a time-out and too many requests say nothing about a campaign. */
const NOT_ABOUT_A_CAMPAIGN = [401, 408, 429];

/**
 * Whether Lead Prosper refused a campaign. That it does so with 404 where one is deprecated is a
 * guess: all that is documented is `status: "error"`, which may come with HTTP 200 too. Only the list
 * tells whether the campaign is gone.
 */
function mayBeGone(error: unknown): boolean {
	const status = error instanceof NodeApiError ? Number(error.httpCode) : NaN;
	const refused = (status >= 200 && status < 300) || (status >= 400 && status < 500);
	return refused && !NOT_ABOUT_A_CAMPAIGN.includes(status);
}
