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
	/** As answered; null, empty, absent or the text "null" ends the list. */
	next: unknown;
}

export interface PageOptions {
	/** How many records are wanted at most; undefined for all. */
	limit?: number;
	/** Records that it says no to are left out and don't count for the limit. */
	keep?: (record: IDataObject) => boolean;
	/** A record whose `id` came before is given again, where the user wants the list as answered. */
	keepRepeats?: boolean;
	/** The service went round in circles: what was read may not be all. */
	onCircle?: () => void;
}

/**
 * Reads a list page by page, with the fewest and fullest requests: no page is larger than what is
 * still wanted, and none is asked for once the limit is reached.
 *
 * A record whose `id` came before is dropped (unless `keepRepeats`): cursors can overlap (Lead
 * Prosper's is a time, which two leads can share), and lists can move while they are read.
 * A short page is not the end, an empty one is.
 */
export async function* readPages(
	readPage: (request: PageRequest) => Promise<Page>,
	{ limit = Infinity, keep, keepRepeats = false, onCircle }: PageOptions = {},
): AsyncGenerator<IDataObject[]> {
	const seenIds = new Set<unknown>();
	const seenCursors = new Set<string>();
	let wanted = limit;
	let cursor: string | undefined;

	while (wanted > 0) {
		const size = keep ? FULL_PAGE : Math.min(FULL_PAGE, wanted);
		const { records, next } = await readPage({ cursor, size });
		const fresh = records.filter(({ id }) => {
			const isNew = id === undefined || !seenIds.has(id);
			seenIds.add(id);
			return isNew;
		});
		const given = keepRepeats ? records : fresh;
		const page = (keep ? given.filter(keep) : given).slice(0, wanted);
		wanted -= page.length;
		if (page.length > 0) yield page;

		cursor = nextCursor(next);
		if (records.length === 0 || cursor === undefined) return;
		if (fresh.length === 0 || seenCursors.has(cursor)) {
			if (wanted > 0) onCircle?.();
			return;
		}
		seenCursors.add(cursor);
	}
}

/** ProsperStack's reference prints the end of a list as the text "null", so that is one too. */
export function nextCursor(next: unknown): string | undefined {
	const text = next === null || next === undefined ? '' : String(next);
	return text === '' || text === 'null' ? undefined : text;
}

/** All that `readPages` gives, in one array. */
export async function collect(pages: AsyncIterable<IDataObject[]>): Promise<IDataObject[]> {
	const all: IDataObject[] = [];
	for await (const page of pages) all.push(...page);
	return all;
}
