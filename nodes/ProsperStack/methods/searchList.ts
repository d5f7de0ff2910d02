import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { FULL_PAGE, nextCursor } from '../../shared/pages';
import { createClient, FOR_A_SEARCH, type Client } from '../../shared/transport/client';
import { aPage, readOne } from '../api/records';
import { prosperStack } from '../api/service';

/** How many pages one search reads at most: an account has 100 requests a minute. */
const MOST_PAGES = 10;

/**
 * A search with a filter stops reading when this many records match. n8n asks for more when the
 * user scrolls, so the list must be long enough to scroll.
 */
const ENOUGH_TO_SCROLL = 20;

const ID = /^[a-z]+_\w+$/i;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export interface ListSearch {
	path: string;
	/**
	 * The text under which a record is shown. The filter is searched for in this text and in the id.
	 */
	label(record: IDataObject): string;
	/** Whether the API's list takes the parameter `email`. */
	findsEmail?: boolean;
}

/**
 * Loads one part of a list for the editor. The API can't search, so the filter is applied here, to
 * at most a thousand records at a time. A complete id is looked up directly, and so is a complete
 * e-mail address if the list takes one.
 *
 * @param paginationToken the token that came with the last part; undefined for the first part
 */
export async function searchList(
	context: ILoadOptionsFunctions,
	{ path, label, findsEmail }: ListSearch,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const client = createClient(context, prosperStack, FOR_A_SEARCH);
	const text = filter.trim();
	const toItem = (record: IDataObject): INodeListSearchItems => {
		const value = String(record.id);
		return { name: label(record) || value, value };
	};

	if (!paginationToken) {
		const found = await lookUp(client, path, text, findsEmail);
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
		if (!cursor || results.length >= (wanted ? ENOUGH_TO_SCROLL : 1)) break;
	}
	// The editor loads no more where there is nothing to scroll, and would only say “No results”.
	const isStuck = cursor !== undefined && wanted !== '' && results.length < ENOUGH_TO_SCROLL;
	if (isStuck && !paginationToken) results.push(...howToGoOn(findsEmail));
	return { results, paginationToken: cursor };
}

/** Entries that tell and can't be chosen: the editor lets nobody pick a value that is true or false. */
const howToGoOn = (findsEmail = false): INodeListSearchItems[] => [
	{ name: `Only the first ${MOST_PAGES * FULL_PAGE} were searched`, value: false },
	{ name: `Go on with a whole ID${findsEmail ? ' or email' : ''}`, value: true },
];

/**
 * Looks up a complete e-mail address or id. Gives no record if the text is neither or is unknown.
 */
async function lookUp(client: Client, path: string, text: string, findsEmail = false) {
	if (findsEmail && EMAIL.test(text)) {
		const { records } = await readPage(client, path, { email: text });
		const wanted = text.toLowerCase();
		return records.filter(({ email }) => String(email).toLowerCase() === wanted);
	}
	if (!ID.test(text)) return [];
	// The text may be only a part of an id or of a name. Then a 404 is no error: the list is searched.
	return await readOne(client, path, text, `record ${text}`).then(
		(record) => [record],
		(error) => (isUnknown(error) ? [] : Promise.reject(error)),
	);
}

const isUnknown = (error: unknown) => error instanceof NodeApiError && error.httpCode === '404';

async function readPage(client: Client, path: string, query: IDataObject) {
	const { records, next } = await client.request({
		path,
		query: { ...query, limit: FULL_PAGE },
		expect: aPage,
	});
	return { records, next: nextCursor(next) };
}
