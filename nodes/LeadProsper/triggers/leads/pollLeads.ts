import type { IDataObject } from 'n8n-workflow';
import { asObject } from '../../../shared/json';
import type { Polled } from '../event';
import type { Watch } from '../watch';
import { tellMissing, wasWatched } from '../watchedCampaigns';
import { withCampaigns } from './accountCampaigns';
import { readSince, type FoundLead } from './readSince';
import { forgetBefore, leadKey, pack, unpack } from './seenLeads';

/** Which leads an event reads, and which of them it outputs. */
export interface LeadWatch {
	/** Of the first poll: leads that came at this time or later are new, in milliseconds since 1970. */
	beginFrom?: number;
	/** How far each poll reads back before the time of the last poll, in milliseconds. */
	windowMs: number;
	/** The status to ask the service for; undefined for several or all. */
	status?: string;
	/**
	 * A text for the user's filter. If it is not the same as at the last poll, the user changed the
	 * filter: leads from before the last poll are old then.
	 */
	filter?: string;
	/** The length of the marks that `judge` returns, in characters. */
	markLength: number;
	/**
	 * Decides what to do with a lead.
	 *
	 * @param known the lead's remembered mark; undefined if the lead is not remembered
	 * @param isOld whether the lead was there before the user began to watch for such leads
	 */
	judge(lead: IDataObject, known: string | undefined, isOld: boolean): Judgement;
}

export interface Judgement {
	/** The mark to remember for the lead; undefined for none. */
	mark?: string;
	/** What to output for the lead; undefined for nothing. */
	output?: IDataObject | IDataObject[];
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * Reads all leads since the last poll, and again those of some time before it (`windowMs`), so that
 * leads that show up late are found. It remembers the leads that the next poll will read again, so
 * that no lead is new twice.
 */
export async function pollLeads(
	watch: Watch,
	memory: IDataObject | undefined,
	{ beginFrom, windowMs, status, filter = '', markLength, judge }: LeadWatch,
): Promise<Polled> {
	const { now } = watch;
	const readTo = Number(memory?.readTo ?? now);
	const catchUpMs = watch.number('catchUpDays', 'Catch Up Days', 30, 0) * DAY_MS;
	const earliest = now - Math.max(catchUpMs, windowMs);
	const from = beginFrom ?? Math.max(Math.min(readTo, now) - windowMs, earliest);
	/** Campaigns that could not be found at the last polls, and since when. */
	const missing = asObject(memory?.missing);
	const missingSince = (campaign: string) =>
		campaign in missing ? Number(missing[campaign]) : undefined;
	const { result, list } = await withCampaigns(watch, memory, windowMs, (campaigns) =>
		readSince(
			watch,
			campaigns,
			(campaign) => Math.max(earliest, Math.min(from, missingSince(campaign) ?? from)),
			status,
		),
	);

	/** From when on a lead of this campaign is new, if it is not remembered. */
	const newSince = (campaign: string) => {
		// In a campaign that the last poll did not watch, all leads from before this poll are old.
		if (!memory || !wasWatched(memory, campaign)) return beginFrom ?? now;
		return missingSince(campaign) ?? newFrom(watch, memory, filter);
	};
	const isOld = ({ campaign, at }: FoundLead) => at < newSince(campaign);

	const seen = unpack(memory?.leads, markLength);
	const records: IDataObject[] = [];
	for (const found of result.leads) {
		const { at, lead } = found;
		const key = leadKey(lead);
		const { mark, output } = judge(lead, seen.get(key)?.mark, isOld(found));
		if (mark !== undefined) seen.set(key, { at, mark });
		if (output) records.push(...[output].flat());
	}

	const gone = result.notFound.map((campaign) => {
		if (missingSince(campaign) === undefined) tellMissing(watch, campaign);
		const since = memory && wasWatched(memory, campaign) ? readTo : (beginFrom ?? now);
		return [campaign, missingSince(campaign) ?? since];
	});

	const knownFrom = now - windowMs;
	forgetBefore(seen, knownFrom);
	return {
		records,
		memory: {
			...list,
			filter,
			readTo: now,
			knownFrom,
			newest: newestOf(memory, result.leads),
			leads: pack(seen),
			...(gone.length > 0 && { missing: Object.fromEntries(gone) }),
		},
	};
}

/**
 * The time, in milliseconds since 1970, from which a lead that is not remembered is new. An earlier
 * lead may have been output and forgotten, or may have been excluded by the filter that the user
 * had before.
 */
function newFrom({ now }: Watch, memory: IDataObject, filter: string): number {
	const isSameFilter = memory.filter === undefined || memory.filter === filter;
	const time = Number(isSameFilter ? memory.knownFrom : (memory.readTo ?? now));
	// If n8n's clock was set back, this time is in the future. The leads' own times come from the
	// service's clock, so then a lead is new if it is newer than every lead read so far.
	return time <= now ? time : Math.min(time, Number(memory.newest) + 1);
}

/** The time of the newest lead read so far, in milliseconds since 1970; 0 if there is none. */
const newestOf = (memory: IDataObject | undefined, leads: FoundLead[]) =>
	Math.max(Number(memory?.newest ?? 0), leads.at(-1)?.at ?? 0);
