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
 * Reads the leads of some campaigns that came at `from` or later.
 *
 * The service can filter by whole days only, and gives the newest leads first. So reading stops at
 * the first page that has a lead from before `from`. A campaign costs one request, and one more for
 * each 100 leads since `from`.
 *
 * @param from in milliseconds since 1970
 * @param status the status to ask for, in lower case; undefined for all
 * @returns the leads, oldest first; `complete` is false if the service repeated pages, so that
 *   leads may be missing
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
			// The cursor is the time of the page's last lead, so later pages have no newer leads.
			const oldest = found.at(-1);
			if (oldest && oldest.at < from) break;
		}
	});
	leads.sort((a, b) => a.at - b.at);
	return { leads, complete };
}

/**
 * A lead without a time gets the time just before the poll. So it is remembered as long as it is
 * listed, and it is old in a campaign that was not watched before.
 */
const toFound = (campaign: string, lead: IDataObject, now: number): FoundLead => ({
	campaign,
	at: Number(lead.lead_date_ms) || now - 1,
	lead: { campaign_id: toRecordId(campaign), ...lead },
});

/** The days from `from` (in milliseconds since 1970) until now, in the user's time zone. */
export function datesSince({ now, timezone }: Watch, from: number): DateRange {
	const dateOf = (ms: number) => DateTime.fromMillis(ms, { zone: timezone }).toFormat('yyyy-MM-dd');
	return { start_date: dateOf(from), end_date: dateOf(now), timezone };
}
