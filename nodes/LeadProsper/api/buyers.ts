import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import type { Client } from '../../shared/transport/client';

/** What a buyer can be made, with the path's segment and the words that say it already is. */
const CHANGES = {
	pause: { segment: 'pause_buyer', already: /already paused/i },
	resume: { segment: 'resume_buyer', already: /already live/i },
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
	const { segment, already } = CHANGES[change];
	const saysAlready = (body: unknown) => isObject(body) && already.test(String(body.message));
	const [campaignPart, buyerPart] = [campaign, buyer].map(encodeURIComponent);
	const answer = (await client.request({
		path: `/public/campaigns/${campaignPart}/${segment}/${buyerPart}`,
		subject: `buyer ${buyer} of campaign ${campaign}`,
		writes: true,
		itemIndex,
		accepts: saysAlready,
		expect: {
			what: 'a confirmation',
			matches: (body) => isObject(body) && body.status === 'success',
		},
	})) as IDataObject;
	return saysAlready(answer) ? String(answer.message) : undefined;
}
