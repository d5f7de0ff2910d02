import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { mapLimited } from '../../../shared/mapLimited';
import { readLeads } from '../../api/leads';
import { toRecordId } from '../../api/recordId';
import type { DateRange } from '../../fields/dateRange';
import type { Watch } from '../watch';

const CAMPAIGNS_AT_ONCE = 4;

export interface FoundLead {
	campaign: string;
	/** When it came, in milliseconds since 1970. */
	at: number;
	lead: IDataObject;
}

/**
 * The leads of some campaigns that came at `from` or later, oldest first.
 *
 * The service's filter is by calendar date, so each campaign is asked for the dates that the time
 * touches. It answers the newest first: reading stops at the page that reaches back to `from`, so a
 * campaign costs one request, and one more for each 100 leads since then.
 *
 * @param status the only one to ask for, in lower case
 * @returns `complete` is false where the service's pages went round in circles
 */
export async function readSince(
	watch: Watch,
	campaigns: string[],
	from: number,
	status: string | undefined,
): Promise<{ leads: FoundLead[]; complete: boolean }> {
	const leads: FoundLead[] = [];
	let complete = true;
	const onCircle = () => {
		complete = false;
	};

	await mapLimited(campaigns, CAMPAIGNS_AT_ONCE, async (campaign) => {
		const query = { ...datesSince(watch, from), campaign, status };
		for await (const page of readLeads(watch.client, query, { onCircle })) {
			const found = page.map((lead) => toFound(campaign, lead, watch.now));
			leads.push(...found.filter(({ at }) => at >= from));
			// The cursor is the time of the page's last lead: what comes after it is as old or older.
			const oldest = found.at(-1);
			if (oldest && oldest.at < from) break;
		}
	});
	leads.sort((a, b) => a.at - b.at);
	return { leads, complete };
}

/**
 * A lead whose time is not known counts as of the moment before the poll: it is remembered as long as
 * it is listed, and old where the campaign was not watched before.
 */
const toFound = (campaign: string, lead: IDataObject, now: number): FoundLead => ({
	campaign,
	at: Number(lead.lead_date_ms) || now - 1,
	lead: { campaign_id: toRecordId(campaign), ...lead },
});

/** The dates in the time zone from then until now. */
export function datesSince({ now, timezone }: Watch, from: number): DateRange {
	const dateOf = (ms: number) => DateTime.fromMillis(ms, { zone: timezone }).toFormat('yyyy-MM-dd');
	return { start_date: dateOf(from), end_date: dateOf(now), timezone };
}
