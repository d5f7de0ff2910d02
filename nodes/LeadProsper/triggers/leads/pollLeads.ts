import type { IDataObject } from 'n8n-workflow';
import type { Polled } from '../event';
import type { Watch } from '../watch';
import { wasWatched } from '../watchedCampaigns';
import { withCampaigns } from './accountCampaigns';
import { readSince, type FoundLead } from './readSince';
import { forgetBefore, leadKey, pack, unpack } from './seenLeads';

/** What an event makes of the leads that a poll reads. */
export interface LeadWatch {
	/** How far a poll reads back behind the last one. */
	windowMs: number;
	/** The only status to ask for, if it is one. */
	status?: string;
	/** Where this changes, the user wants other leads: what came before is old. */
	filter?: string;
	markLength: number;
	/**
	 * @param known the mark of a lead that is remembered
	 * @param isOld it was there already when the user began to watch for it
	 */
	judge(lead: IDataObject, known: string | undefined, isOld: boolean): Judgement;
}

export interface Judgement {
	/** Undefined where the lead is not to be remembered. */
	mark?: string;
	/** To be put out. */
	record?: IDataObject;
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * Reads all leads from a window's length before the last poll until now, and remembers those that
 * are in the window of the next one. So a lead that shows up late is found, and none is new twice.
 */
export async function pollLeads(
	watch: Watch,
	memory: IDataObject | undefined,
	{ windowMs, status, filter = '', markLength, judge }: LeadWatch,
): Promise<Polled> {
	const { now } = watch;
	const readTo = Number(memory?.readTo ?? now);
	const catchUpMs = watch.number('catchUpDays', 'Catch Up Days', 30, 0) * DAY_MS;
	const from = Math.max(Math.min(readTo, now) - windowMs, now - Math.max(catchUpMs, windowMs));
	const { result, list } = await withCampaigns(watch, memory, windowMs, (campaigns) =>
		readSince(watch, campaigns, from, status),
	);

	// In a campaign that was not watched before, all that came before this poll is old.
	const isOld = ({ campaign, at }: FoundLead) =>
		at < (memory && wasWatched(memory, campaign) ? newFrom(watch, memory, filter) : now);

	const seen = unpack(memory?.leads, markLength);
	const records: IDataObject[] = [];
	for (const found of result.leads) {
		const { at, lead } = found;
		const key = leadKey(lead);
		const { mark, record } = judge(lead, seen.get(key)?.mark, isOld(found));
		if (mark !== undefined) seen.set(key, { at, mark });
		if (record) records.push(record);
	}

	// What the service did not show in full is read again.
	const nextReadTo = result.complete ? now : readTo;
	const nextKnownFrom = nextReadTo - windowMs;
	forgetBefore(seen, nextKnownFrom);
	return {
		records,
		memory: {
			...list,
			filter,
			readTo: nextReadTo,
			knownFrom: nextKnownFrom,
			newest: newestOf(memory, result.leads),
			leads: pack(seen),
		},
	};
}

/**
 * From this time on, in milliseconds since 1970, a lead that is not remembered is new. One that came
 * earlier was perhaps seen and forgotten, or is one that the filter left out until it was changed.
 */
function newFrom({ now }: Watch, memory: IDataObject, filter: string): number {
	const isSameFilter = memory.filter === undefined || memory.filter === filter;
	const time = Number(isSameFilter ? memory.knownFrom : (memory.readTo ?? now));
	// Where n8n's clock was set back, the time lies ahead. Then the leads' own times tell, which are the
	// service's: what is newer than the newest lead so far is new.
	return time <= now ? time : Math.min(time, Number(memory.newest) + 1);
}

/** The time of the newest lead that a poll has read, 0 if there is none. */
const newestOf = (memory: IDataObject | undefined, leads: FoundLead[]) =>
	Math.max(Number(memory?.newest ?? 0), leads.at(-1)?.at ?? 0);
