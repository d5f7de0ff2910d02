import type { IDataObject } from 'n8n-workflow';

/** The most that both services give a page. */
export const FULL_PAGE = 100;

export interface PageRequest {
	/** Undefined for the first page. */
	cursor?: string;
	/** How many records to ask for. */
	size: number;
}

export interface Page {
	records: IDataObject[];
	/** The next page's cursor as answered; null, empty, absent or the text "null" if there is none. */
	next: unknown;
}

/** A page that was read, for what decides how to go on. */
export interface PageRead {
	records: IDataObject[];
	/** What it was asked for with. */
	asked: PageRequest;
	next: string | undefined;
	/** Whether it has a record whose `id` did not come before. */
	hasNewId: boolean;
}

/** With which cursor to go on; or that the list has ended, or that it does not get any further. */
export type Step = { cursor: string } | 'end' | 'stuck';

/** Decides after each page how to go on; made anew for each list. */
export type Paging = (page: PageRead) => Step;

export interface PageOptions {
	/** How many records are wanted at most; undefined for all. */
	limit?: number;
	/** Records that it says no to are left out and don't count for the limit. */
	keep?: (record: IDataObject) => boolean;
}

/**
 * Reads a list page by page, with the fewest and fullest requests: no page is larger than what is
 * still wanted, and none is asked for once the limit is reached. A record whose `id` came before is
 * left out: pages can overlap, and lists can move while they are read. After a page that had nothing
 * else, all are asked for in full: a small one may have room for nothing but the overlap.
 *
 * @param onStuck called where the list does not get any further, though it has not ended
 */
export async function* readPages(
	readPage: (request: PageRequest) => Promise<Page>,
	paging: Paging,
	onStuck: () => void,
	{ limit = Infinity, keep }: PageOptions = {},
): AsyncGenerator<IDataObject[]> {
	const seenIds = new Set<unknown>();
	let wanted = limit;
	let cursor: string | undefined;
	let hasOverlaps = false;

	while (wanted > 0) {
		const size = keep || hasOverlaps ? FULL_PAGE : Math.min(FULL_PAGE, wanted);
		const asked = { cursor, size };
		const { records, next } = await readPage(asked);
		const fresh = records.filter(({ id }) => {
			const isNew = id === undefined || !seenIds.has(id);
			seenIds.add(id);
			return isNew;
		});
		const page = (keep ? fresh.filter(keep) : fresh).slice(0, wanted);
		wanted -= page.length;
		if (page.length > 0) yield page;
		if (wanted <= 0) return;

		const hasNewId = fresh.some(({ id }) => id !== undefined);
		const step = paging({ records, asked, next: nextCursor(next), hasNewId });
		if (step === 'stuck') onStuck();
		if (typeof step === 'string') return;
		cursor = step.cursor;
		hasOverlaps ||= records.length > 0 && fresh.length === 0;
	}
}

/** So many pages in a row may bring nothing new before the list counts as stuck. */
const MOST_WITHOUT_NEWS = 10;

/**
 * Goes from cursor to cursor as the service gives them. Only a page without one ends the list: a short
 * or an empty page does not. A full page of records that all came before is a list that goes in
 * circles; where it was a small page, it is asked for again, as a full one.
 */
export function followCursors(): Paging {
	const followed = new Set<string>();
	let withoutNews = 0;
	return ({ records, asked, next, hasNewId }) => {
		if (next === undefined) return 'end';
		// Of records without an id, only a cursor that repeats tells that they came before.
		const hasNews = hasNewId || (!followed.has(next) && records.some(({ id }) => id === undefined));
		followed.add(next);
		withoutNews = hasNews ? 0 : withoutNews + 1;
		if (withoutNews > MOST_WITHOUT_NEWS) return 'stuck';
		if (hasNews || records.length < asked.size) return { cursor: next };
		return asked.size < FULL_PAGE ? { cursor: asked.cursor ?? next } : 'stuck';
	};
}

/** A service's reference prints the end of a list as the text "null", so that is one too. */
export function nextCursor(next: unknown): string | undefined {
	const text = next === null || next === undefined ? '' : String(next);
	return text === '' || text === 'null' ? undefined : text;
}

/** All that `readPages` gives, in one array. */
export const collect = async (pages: AsyncIterable<IDataObject[]>): Promise<IDataObject[]> =>
	await collectAs(pages, (record) => record);

/**
 * As `collect`, but gives what `convert` makes of each record. A page is converted as it comes, so that
 * the records themselves need not be kept.
 */
export async function collectAs<T>(
	pages: AsyncIterable<IDataObject[]>,
	convert: (record: IDataObject) => T,
): Promise<T[]> {
	const all: T[] = [];
	for await (const page of pages) for (const record of page) all.push(convert(record));
	return all;
}
