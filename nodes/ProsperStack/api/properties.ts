import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import { collect } from '../../shared/pages';
import type { Client } from '../../shared/transport/client';
import { oncePerClient } from '../../shared/transport/oncePerClient';
import { readList } from './records';
import { PATHS } from './service';

/** What a custom property can belong to. */
export type Entity = 'subscriber' | 'subscription';

/** A custom property of the account. */
export interface Property {
	/** What values are sent under. */
	key: string;
	name: string;
	/** Documented: text, number, boolean, date. */
	type: string;
}

const asProperty = ({ key, name, type }: IDataObject): Property => ({
	key: String(key),
	name: String(name ?? key),
	type: String(type),
});

/** All custom properties that the account has for this kind of record: `GET /properties`. */
export async function readProperties(
	client: Client,
	entity: Entity,
	itemIndex?: number,
): Promise<Property[]> {
	const records = await collect(readList(client, PATHS.property, { entity }, { itemIndex }));
	return records.map(asProperty);
}

/** As `readProperties`, but read once in an execution, however many items there are. */
export const readPropertiesOnce = oncePerClient(readProperties);

/** The verb of an update is lost from the reference; PATCH is usual where untouched fields stay. */
export const UPDATE_METHOD: IHttpRequestMethods = 'PATCH';

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
