import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import { collect, followCursors, readPages, type Page, type PageOptions } from '../../shared/pages';
import type { Client } from '../../shared/transport/client';
import type { Expectation } from '../../shared/transport/outcome';

/** As a cursor it could not be sent back. */
const isStructure = (value: unknown) => typeof value === 'object' && value !== null;

/** Documented: `{data: [], next_cursor}`. */
export const aPage: Expectation<Page> = {
	what: 'a list',
	read: (body) =>
		isObject(body) && Array.isArray(body.data) && !isStructure(body.next_cursor)
			? { records: body.data.filter(isObject), next: body.next_cursor }
			: undefined,
};

/**
 * A list, page by page: by `cursor` and `limit` (1 to 100). The order of the records is not
 * documented.
 *
 * @throws NodeApiError where the list can't be read to its end
 */
export function readList(
	client: Client,
	path: string,
	query: IDataObject,
	{ itemIndex, ...options }: PageOptions & { itemIndex?: number } = {},
): AsyncGenerator<IDataObject[]> {
	return readPages(
		async ({ cursor, size }) =>
			await client.request({
				path,
				query: { ...query, cursor, limit: size },
				itemIndex,
				expect: aPage,
			}),
		followCursors(),
		() => {
			throw client.failure(STUCK, itemIndex);
		},
		options,
	);
}

const STUCK = {
	message: 'ProsperStack gave the same page twice, so its list can’t be read to the end',
	description:
		'Nothing was put out, so that nothing is missing without a word. Run again; if this stays, ask ProsperStack why the cursor of this list repeats.',
};

/** An object as it is, or as `{data: {…}}`, a usual envelope that the reference does not have. */
const recordIn = (body: unknown): IDataObject | undefined => {
	const record = isObject(body) && body.id === undefined && isObject(body.data) ? body.data : body;
	return isObject(record) && record.id !== undefined ? record : undefined;
};

/** The record of this id, or of this platform ID, which people enter in place of one. */
export const recordOf = (body: unknown, id: string): IDataObject | undefined => {
	const record = recordIn(body);
	return [record?.id, record?.platform_id].some((own) => String(own) === id) ? record : undefined;
};

/**
 * One record. @param id already checked, see `checkId`
 * @param subject for messages: `flow flow_3Aree…`
 */
export const readOne = async (
	client: Client,
	path: string,
	id: string,
	subject: string,
	itemIndex?: number,
): Promise<IDataObject> =>
	await client.request({
		path: `${path}/${encodeURIComponent(id)}`,
		subject,
		itemIndex,
		expect: { what: `the ${subject}`, read: (body) => recordOf(body, id) },
	});

interface Creation {
	path: string;
	body: IDataObject;
	/** For messages: `webhook`. */
	noun: string;
	/** What a 404 would be about, if the request names another record. */
	subject?: string;
	itemIndex?: number;
	/** Tells the new record from others in the list, for an answer that doesn't show it. */
	isNew?(record: IDataObject): boolean;
}

/** Creates a record. @returns the whole object */
export const createOne = async (
	client: Client,
	{ path, body, noun, subject, itemIndex, isNew }: Creation,
): Promise<IDataObject> =>
	await client.request({
		method: 'POST',
		path,
		body,
		itemIndex,
		subject,
		expect: { what: `the new ${noun}`, read: recordIn },
		readBack: isNew && (() => findInList(client, path, isNew, itemIndex)),
	});

async function findInList(
	client: Client,
	path: string,
	keep: (record: IDataObject) => boolean,
	itemIndex?: number,
): Promise<IDataObject | undefined> {
	const [found] = await collect(readList(client, path, {}, { keep, limit: 1, itemIndex }));
	return found;
}

/**
 * Deletes a record. What the service answers is not documented, so any success is one, unless the
 * record is still there afterwards.
 *
 * @throws NodeApiError where it was refused, or where the record can still be read
 */
export async function deleteOne(
	client: Client,
	path: string,
	id: string,
	noun: string,
	itemIndex?: number,
): Promise<void> {
	await requestDeletion(client, path, id, noun, itemIndex);
	if (await exists(client, path, id, noun, itemIndex)) {
		throw client.failure(
			{
				message: `ProsperStack answered that the ${noun} ${id} was deleted, but it is still there`,
				description: 'Look at it in ProsperStack before you run this again.',
			},
			itemIndex,
		);
	}
}

/** Asks to delete a record. @throws NodeApiError where that was refused */
export const requestDeletion = async (
	client: Client,
	path: string,
	id: string,
	noun: string,
	itemIndex?: number,
): Promise<string> =>
	await client.request({
		method: 'DELETE',
		path: `${path}/${encodeURIComponent(id)}`,
		itemIndex,
		subject: `${noun} ${id}`,
		expect: {
			what: 'a confirmation',
			takesText: true,
			read: () => 'deleted',
		},
	});

/** The statuses of what is not there any more. */
export const GONE = [404, 410];

/** Whether a record can be read. @param noun for messages */
export const exists = async (
	client: Client,
	path: string,
	id: string,
	noun: string,
	itemIndex?: number,
): Promise<boolean> =>
	await client.request({
		path: `${path}/${encodeURIComponent(id)}`,
		subject: `${noun} ${id}`,
		itemIndex,
		expect: {
			what: `the ${noun}`,
			read: (body) => recordOf(body, id) !== undefined,
			readRefusal: ({ status }) => (GONE.includes(status) ? false : undefined),
		},
	});
