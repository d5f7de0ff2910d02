import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { isObject } from '../shared/json';
import type { Client } from '../shared/request';

/** The verb of an update is lost from the reference; PATCH is usual where untouched fields stay. */
export const UPDATE_METHOD: IHttpRequestMethods = 'PATCH';

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

/**
 * Sets custom properties: `{properties: {key: value}}`, null clears one. Properties that are not
 * named stay as they are; the answer is the whole updated record.
 */
export async function updateProperties(
	client: Client,
	path: string,
	id: string,
	properties: IDataObject,
	noun: string,
	itemIndex: number,
): Promise<IDataObject> {
	const updated = await client.request({
		method: UPDATE_METHOD,
		path: `${path}/${encodeURIComponent(id)}`,
		body: { properties },
		itemIndex,
		subject: `${noun} ${id}`,
		expect: { what: `the updated ${noun}`, matches: isObject },
	});
	return updated as IDataObject;
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
