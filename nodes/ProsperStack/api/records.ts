import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import { readPages, type PageOptions } from '../../shared/pages';
import type { Client } from '../../shared/transport/client';

export const isList = (body: unknown) => isObject(body) && Array.isArray(body.data);

/**
 * A list, page by page: `{data: [], next_cursor}`, by `cursor` and `limit` (1 to 100).
 * The order of the records is not documented.
 */
export function readList(
	client: Client,
	path: string,
	query: IDataObject,
	{ itemIndex, ...options }: PageOptions & { itemIndex?: number } = {},
): AsyncGenerator<IDataObject[]> {
	return readPages(
		async ({ cursor, size }) => {
			const answer = (await client.request({
				path,
				query: { ...query, cursor, limit: size },
				itemIndex,
				expect: { what: 'a list', matches: isList },
			})) as { data: IDataObject[]; next_cursor?: unknown };
			return { records: answer.data, next: answer.next_cursor };
		},
		{
			onCircle: () =>
				client.hint(
					'ProsperStack gave the same page twice, so reading stopped there: the list may not be complete. Run again.',
				),
			...options,
		},
	);
}

/**
 * One record. @param id already checked, see `checkId`
 * @param subject for messages: `flow flow_3Aree…`
 */
export async function readOne(
	client: Client,
	path: string,
	id: string,
	subject: string,
	itemIndex?: number,
): Promise<IDataObject> {
	const record = await client.request({
		path: `${path}/${encodeURIComponent(id)}`,
		subject,
		itemIndex,
		expect: { what: `the ${subject}`, matches: isObject },
	});
	return record as IDataObject;
}

/**
 * Creates a record; the answer is the whole object.
 *
 * @param noun for messages: `webhook`
 * @param subject what a 404 would be about, if the request names another record
 */
export async function createOne(
	client: Client,
	path: string,
	body: IDataObject,
	noun: string,
	itemIndex: number,
	subject?: string,
): Promise<IDataObject> {
	const created = await client.request({
		method: 'POST',
		path,
		body,
		itemIndex,
		subject,
		expect: { what: `the new ${noun}`, matches: isObject },
	});
	return created as IDataObject;
}

/** Deletes a record. What the service answers is not documented, so the answer is not looked at. */
export async function deleteOne(
	client: Client,
	path: string,
	id: string,
	noun: string,
	itemIndex: number,
): Promise<void> {
	await client.request({
		method: 'DELETE',
		path: `${path}/${encodeURIComponent(id)}`,
		itemIndex,
		subject: `${noun} ${id}`,
	});
}
