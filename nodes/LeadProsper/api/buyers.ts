import { isObject, objectsIn } from '../../shared/json';
import type { Client } from '../../shared/transport/client';
import { isPaused, readCampaign } from './campaigns';

/** What a buyer can be made: the path's segment, the words that say it already is, and its state. */
const CHANGES = {
	pause: { segment: 'pause_buyer', already: /already paused/i, paused: true },
	resume: { segment: 'resume_buyer', already: /already live/i, paused: false },
} as const;

export type BuyerChange = keyof typeof CHANGES;

/**
 * `GET /public/campaigns/{campaign}/pause_buyer/{buyer}` and `…/resume_buyer/…`: GETs that change
 * state, so never repeated once they may have been carried out.
 *
 * The HTTP status of "Buyer is already paused" and "Buyer is already live" is not documented, so
 * these are known by their words.
 *
 * @param campaign @param buyer already checked, see `checkId`
 * @returns undefined when it was changed; the service's words when it already was as wanted
 */
export async function changeBuyer(
	client: Client,
	change: BuyerChange,
	campaign: string,
	buyer: string,
	itemIndex: number,
): Promise<string | undefined> {
	const { segment, already, paused } = CHANGES[change];
	const [campaignPart, buyerPart] = [campaign, buyer].map(encodeURIComponent);
	const { words } = await client.request<Changed>({
		path: `/public/campaigns/${campaignPart}/${segment}/${buyerPart}`,
		subject: `buyer ${buyer} of campaign ${campaign}`,
		writes: true,
		itemIndex,
		expect: {
			what: 'a confirmation',
			read: (body) => (isObject(body) && body.status === 'success' ? {} : undefined),
			readRefusal({ body }) {
				const text = isObject(body) ? String(body.message) : '';
				return already.test(text) ? { words: text } : undefined;
			},
		},
		async readBack() {
			const { buyers } = await readCampaign(client, campaign, itemIndex);
			const found = objectsIn(buyers).find(({ id }) => String(id) === buyer);
			return found && isPaused(found) === paused ? {} : undefined;
		},
	});
	return words;
}

interface Changed {
	/** The service's, where there was nothing to change. */
	words?: string;
}
