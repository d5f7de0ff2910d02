import type { IDataObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { asNodeError } from '../../../shared/errors';
import { readCampaigns } from '../../api/campaigns';
import type { Watch } from '../watch';

/**
 * How long the list of the account's campaigns is used before it is read again. A new campaign is
 * found this much later at most. None of its leads is missed: they come out then.
 */
const LIST_LASTS_MS = 15 * 60_000;

/**
 * The list of the account's campaigns. It is remembered, so that not every poll has to request it.
 */
interface CampaignList extends IDataObject {
	/** Ids, separated by commas. */
	campaigns?: string;
	/** When the list was read, in milliseconds since 1970. */
	listedAt?: number;
}

/**
 * Calls `read` with the campaigns that the user chose, or with all campaigns of the account. The
 * list of the account's campaigns is read every 15 minutes, and at once if a campaign seems to be
 * gone.
 *
 * @param lastsMs after this many milliseconds the list is read even if 15 minutes have not passed.
 *   It is how far back a poll reads: a campaign that is found later would lose its first leads.
 * @returns the result of `read`, and the list to remember
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
		// One campaign that is gone makes the whole reading fail. Then read again with a new list.
		const listed = mayBeGone(error) ? await listCampaigns(watch, known) : known;
		if (known.every((id) => listed.includes(id))) throw asNodeError(watch.node, error);
		return await readListed(watch, listed, read);
	}
}

async function listCampaigns(watch: Watch, known: string[]): Promise<string[]> {
	const ids = (await readCampaigns(watch.client)).map(({ id }) => String(id));
	if (known.length > 0 && ids.length === 0) {
		// With an empty list no campaign would be read until the list is read again.
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
 * Whether the error may mean that a campaign is gone. How Lead Prosper answers for a deprecated
 * campaign is not documented: perhaps with 404, perhaps with `status: "error"` and HTTP 200. So this
 * only tells when to read the list of campaigns again. The list says whether one is gone.
 */
function mayBeGone(error: unknown): boolean {
	const status = error instanceof NodeApiError ? Number(error.httpCode) : NaN;
	const refused = (status >= 200 && status < 300) || (status >= 400 && status < 500);
	return refused && !NOT_ABOUT_A_CAMPAIGN.includes(status);
}
