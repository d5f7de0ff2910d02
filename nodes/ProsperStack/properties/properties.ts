import type { IDataObject } from 'n8n-workflow';
import { oncePerClient } from '../../shared/oncePerClient';
import { collect } from '../../shared/pages';
import type { Client } from '../../shared/request';
import { PATHS, readList } from '../api';

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
