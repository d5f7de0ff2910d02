import type { IDataObject } from 'n8n-workflow';
import { asObject, objectsIn } from '../../shared/json';
import { collect } from '../../shared/pages';
import type { Client } from '../../shared/transport/client';
import { oncePerClient } from '../../shared/transport/oncePerClient';
import { readMatching } from './matching';
import { readOne, recordOf } from './records';
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
	const records = await collect(readMatching(client, PATHS.property, { entity }, { itemIndex }));
	return records.map(asProperty);
}

/** As `readProperties`, but read once in an execution, however many items there are. */
export const readPropertiesOnce = oncePerClient(readProperties);

/**
 * The verb of an update is lost from the reference. PATCH is usual where fields that are not named stay
 * as they are. PUT is never sent: it may wipe what is not named.
 */
type UpdateMethod = 'PATCH' | 'POST';

const METHOD_NOT_ALLOWED = 405;

/**
 * Sets custom properties: `{properties: {key: value}}`, null clears one. Properties that are not
 * named stay as they are; the answer is the whole updated record.
 *
 * @param noun for messages: `subscriber`
 */
export async function updateProperties(
	client: Client,
	path: string,
	id: string,
	properties: IDataObject,
	noun: string,
	itemIndex: number,
): Promise<IDataObject> {
	const learnt = await client.learnt();
	const known = learnt.get('update method') === 'POST' ? 'POST' : 'PATCH';
	const send = async (method: UpdateMethod) =>
		await client.request<IDataObject | { allowed: string }>({
			method,
			path: `${path}/${encodeURIComponent(id)}`,
			body: { properties },
			itemIndex,
			subject: `${noun} ${id}`,
			expect: {
				what: `the updated ${noun}`,
				read: (body) => recordOf(body, id),
				readRefusal: ({ status, headers }) =>
					status === METHOD_NOT_ALLOWED ? { allowed: String(headers.allow ?? '') } : undefined,
			},
			readBack: async () => await readOne(client, path, id, `${noun} ${id}`, itemIndex),
		});

	const answer = await send(known);
	if (!isNotAllowed(answer)) return answer;
	const other = known === 'PATCH' ? 'POST' : 'PATCH';
	const mayTry = answer.allowed === '' || answer.allowed.toUpperCase().includes(other);
	const second = mayTry ? await send(other) : answer;
	if (!isNotAllowed(second)) {
		learnt.set('update method', other);
		return second;
	}
	throw client.failure(
		{
			message: `ProsperStack takes updates of a ${noun} neither by PATCH nor by POST${second.allowed && `, but by ${second.allowed}`}`,
			description:
				'Nothing was changed. PUT is not tried, because it may wipe properties that are not named. Ask ProsperStack how a property is updated, and report it as an issue of this node.',
		},
		itemIndex,
	);
}

const isNotAllowed = (answer: IDataObject | { allowed: string }): answer is { allowed: string } =>
	!('id' in answer) && typeof answer.allowed === 'string';

/**
 * The value that a record shows of a property.
 *
 * @returns undefined where it shows none, or has no properties
 */
export function shownValue({ properties }: IDataObject, key: string): IDataObject[string] {
	const found = objectsIn(properties).find(({ property }) => asObject(property).key === key);
	return found?.value;
}
