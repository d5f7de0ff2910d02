import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { IN_THE_EDITOR } from '../../shared/editor';
import { FULL_PAGE, nextCursor } from '../../shared/pages';
import { createClient, type Client } from '../../shared/request';
import { isList, prosperStack } from '../api';

/** With a filter, so many pages are read at most before the editor shows what was found so far. */
const PAGES_AT_ONCE = 5;

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export interface ListSearch {
	path: string;
	/** How the record is shown, and what the filter is looked for in. */
	label(record: IDataObject): string;
	/** Whether the list takes the parameter `email`. */
	findsEmail?: boolean;
}

/**
 * One load of a list in the editor, which asks for more with the `paginationToken` it was given.
 * The API can't search, so the filter is applied here: pages are read until one has a match. Only a
 * whole e-mail address can be asked for, where the list takes one.
 */
export async function searchList(
	context: ILoadOptionsFunctions,
	{ path, label, findsEmail }: ListSearch,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const client = createClient(context, prosperStack, IN_THE_EDITOR);
	const wanted = filter.trim().toLowerCase();
	const toItem = (record: IDataObject): INodeListSearchItems => {
		const value = String(record.id);
		return { name: label(record) || value, value };
	};

	if (findsEmail && !paginationToken && EMAIL.test(wanted)) {
		const { records } = await readPage(client, path, { email: filter.trim() });
		if (records.length > 0) return { results: records.map(toItem) };
	}

	const results: INodeListSearchItems[] = [];
	let cursor = paginationToken;
	for (let page = 0; page < PAGES_AT_ONCE; page++) {
		const { records, next } = await readPage(client, path, { cursor });
		const isWanted = ({ name, value }: INodeListSearchItems) =>
			`${name} ${value}`.toLowerCase().includes(wanted);
		results.push(...records.map(toItem).filter(isWanted));
		cursor = next;
		if (!cursor || results.length > 0) break;
	}
	return { results, paginationToken: cursor };
}

async function readPage(client: Client, path: string, query: IDataObject) {
	const answer = await client.request({
		path,
		query: { ...query, limit: FULL_PAGE },
		expect: { what: 'a list', matches: isList },
	});
	const { data, next_cursor: next } = answer as { data: IDataObject[]; next_cursor?: unknown };
	return { records: data, next: nextCursor(next) };
}
