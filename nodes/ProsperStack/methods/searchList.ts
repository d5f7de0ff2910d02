import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { EDITOR_PATIENCE_MS } from '../../shared/editor';
import { FULL_PAGE, nextCursor } from '../../shared/pages';
import { createClient } from '../../shared/request';
import { isList, prosperStack } from '../api';

/** With a filter, so many pages are read at most before the editor shows what was found so far. */
const PAGES_AT_ONCE = 5;

export interface ListSearch {
	path: string;
	query?: IDataObject;
	/** How the record is shown, and what the filter is looked for in. */
	label(record: IDataObject): string;
}

/**
 * One load of a list in the editor, which asks for more with the `paginationToken` it was given.
 * The API can't search, so the filter is applied here: pages are read until one has a match.
 */
export async function searchList(
	context: ILoadOptionsFunctions,
	{ path, query, label }: ListSearch,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const client = createClient(context, prosperStack, { patienceMs: EDITOR_PATIENCE_MS });
	const wanted = filter.trim().toLowerCase();
	const results: INodeListSearchItems[] = [];
	let cursor = paginationToken;
	for (let page = 0; page < PAGES_AT_ONCE; page++) {
		const answer = await client.request({
			path,
			query: { ...query, cursor, limit: FULL_PAGE },
			expect: { what: 'a list', matches: isList },
		});
		const { data, next_cursor: next } = answer as { data: IDataObject[]; next_cursor?: unknown };
		for (const record of data) {
			const name = label(record);
			const value = String(record.id);
			if (`${name} ${value}`.toLowerCase().includes(wanted)) results.push({ name, value });
		}
		cursor = nextCursor(next);
		if (!cursor || results.length > 0) break;
	}
	return { results, paginationToken: cursor };
}
