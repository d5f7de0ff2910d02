import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { ErrorText } from '../../../shared/errors';
import { mapLimited } from '../../../shared/mapLimited';
import { MOST_AT_ONCE } from '../../../shared/transport/rateLimit';
import { readLeads, withCampaign } from '../../api/leads';
import type { DateRange } from '../../api/service';
import type { Watch } from '../watch';

export interface FoundLead {
	campaign: string;
	/** When it came, in milliseconds since 1970. */
	at: number;
	lead: IDataObject;
}

/**
 * Reads the leads of some campaigns that came at `from` or later.
 *
 * The service can filter by whole days only, and gives the newest leads first. So reading stops at
 * the first page that has a lead from before `from`. A campaign costs one request, and one more for
 * each 100 leads since `from`.
 *
 * A campaign that the user chose and that the service does not find does not stop the others.
 *
 * @param fromOf for a campaign: in milliseconds since 1970
 * @param status the status to ask for, in lower case; undefined for all
 * @returns the leads, oldest first, and the campaigns that were not found
 * @throws NodeApiError where a list can't be read as far as `from`, or no campaign is found
 */
export async function readSince(
	watch: Watch,
	campaigns: string[],
	fromOf: (campaign: string) => number,
	status: string | undefined,
): Promise<{ leads: FoundLead[]; notFound: string[] }> {
	const { client } = watch;
	const onStuck = (text: ErrorText) => {
		throw client.failure(text);
	};
	const notFound: Array<{ campaign: string; error: NodeApiError }> = [];
	const read = async (campaign: string) => {
		const from = fromOf(campaign);
		const query = { ...datesSince(watch, from), campaign, status };
		const found: FoundLead[] = [];
		for await (const page of readLeads(client, query, { onStuck })) {
			const leads = page.map((lead) => toFound(campaign, lead, watch.now));
			found.push(...leads.filter(({ at }) => at >= from));
			// The newest come first, so the pages after this one are older still.
			const oldest = leads.at(-1);
			if (oldest && oldest.at < from) break;
		}
		return found;
	};
	const lists = await mapLimited(campaigns, MOST_AT_ONCE, (campaign) =>
		read(campaign).catch((error) => {
			// Where the user did not choose campaigns, the list of the account's campaigns decides.
			if (!watch.campaigns || !isUnknownCampaign(error)) return Promise.reject(error);
			notFound.push({ campaign, error });
			return [];
		}),
	);
	const [first] = notFound;
	if (first && notFound.length === campaigns.length) throw first.error;
	return {
		leads: lists.flat().sort((a, b) => a.at - b.at),
		notFound: notFound.map(({ campaign }) => campaign),
	};
}

const isUnknownCampaign = (error: unknown): error is NodeApiError =>
	error instanceof NodeApiError && error.httpCode === '404';

/**
 * A lead without a time gets the time just before the poll. So it is remembered as long as it is
 * listed, and it is old in a campaign that was not watched before.
 */
const toFound = (campaign: string, lead: IDataObject, now: number): FoundLead => ({
	campaign,
	at: Number(lead.lead_date_ms) || now - 1,
	lead: withCampaign(lead, campaign),
});

/** The days from `from` (in milliseconds since 1970) until now, in the user's time zone. */
export function datesSince({ now, timezone }: Watch, from: number): DateRange {
	const dateOf = (ms: number) => DateTime.fromMillis(ms, { zone: timezone }).toFormat('yyyy-MM-dd');
	return { start_date: dateOf(from), end_date: dateOf(now), timezone };
}
