import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { FULL_PAGE, nextCursor } from '../../shared/pages';
import { createClient, IN_THE_EDITOR, type Client } from '../../shared/transport/client';
import { isList, readOne } from '../api/records';
import { prosperStack } from '../api/service';

/**
 * With a filter, so many pages are read at most: each letter that is typed can start a search, and
 * an account has 100 requests a minute.
 */
const MOST_PAGES = 10;

/**
 * n8n asks for more only when somebody scrolls, so there must be enough to scroll. Where so many
 * match, the reading stops.
 */
const ENOUGH = 20;

const ID = /^[a-z]+_\w+$/i;
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
 * The API can't search, so the filter is applied here, to the first thousand records. Only a whole
 * id, and a whole e-mail address where the list takes one, can be asked for.
 */
export async function searchList(
	context: ILoadOptionsFunctions,
	{ path, label, findsEmail }: ListSearch,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const client = createClient(context, prosperStack, IN_THE_EDITOR);
	const text = filter.trim();
	const toItem = (record: IDataObject): INodeListSearchItems => {
		const value = String(record.id);
		return { name: label(record) || value, value };
	};

	if (!paginationToken) {
		const found = await askFor(client, path, text, findsEmail);
		if (found.length > 0) return { results: found.map(toItem) };
	}

	const wanted = text.toLowerCase();
	const isWanted = ({ name, value }: INodeListSearchItems) =>
		`${name} ${value}`.toLowerCase().includes(wanted);
	const results: INodeListSearchItems[] = [];
	let cursor = paginationToken;
	for (let page = 0; page < MOST_PAGES; page++) {
		const { records, next } = await readPage(client, path, { cursor });
		results.push(...records.map(toItem).filter(isWanted));
		cursor = next;
		if (!cursor || results.length >= (wanted ? ENOUGH : 1)) break;
	}
	return { results, paginationToken: cursor };
}

/** The records that a whole e-mail address or a whole id leads to. */
async function askFor(client: Client, path: string, text: string, findsEmail = false) {
	if (findsEmail && EMAIL.test(text))
		return (await readPage(client, path, { email: text })).records;
	if (!ID.test(text)) return [];
	// A part of an id, or of a name, is no id: the list is searched then.
	return await readOne(client, path, text, `record ${text}`).then(
		(record) => [record],
		(error) => (isUnknown(error) ? [] : Promise.reject(error)),
	);
}

const isUnknown = (error: unknown) => error instanceof NodeApiError && error.httpCode === '404';

async function readPage(client: Client, path: string, query: IDataObject) {
	const answer = await client.request({
		path,
		query: { ...query, limit: FULL_PAGE },
		expect: { what: 'a list', matches: isList },
	});
	const { data, next_cursor: next } = answer as { data: IDataObject[]; next_cursor?: unknown };
	return { records: data, next: nextCursor(next) };
}
