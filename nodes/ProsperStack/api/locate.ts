import type { IDataObject, INode } from 'n8n-workflow';
import { inputError } from '../../shared/errors';
import { collect } from '../../shared/pages';
import type { Client } from '../../shared/transport/client';
import type { Picked } from '../fields/locators';
import { readMatching } from './matching';
import type { Entity } from './properties';
import { readOne } from './records';
import { PATHS } from './service';

/** How a record is found that is not named by its id. */
interface Lookup {
	/** In words: `email`. */
	words: string;
	/** The list's query parameter, and the field of the record. */
	field: 'email' | 'platform_id';
}

/** A kind of record that can be found by more than its id. */
export interface Locatable {
	/** In words, and as custom properties name what they belong to. */
	entity: Entity;
	path: string;
	lookups: Record<string, Lookup>;
}

const platformId: Lookup = { words: 'platform ID', field: 'platform_id' };

export const SUBSCRIBER: Locatable = {
	entity: 'subscriber',
	path: PATHS.subscriber,
	lookups: { email: { words: 'email', field: 'email' }, platformId },
};

export const SUBSCRIPTION: Locatable = {
	entity: 'subscription',
	path: PATHS.subscription,
	lookups: { platformId },
};

/** Enough to tell one from several. */
const ONE_OR_SEVERAL = 2;

/**
 * The id of the record that was picked, and the record itself where finding it has shown it.
 *
 * @param node for errors
 * @throws NodeApiError (404) when no record has the e-mail address or platform id, NodeOperationError
 *   when several have it
 */
export async function locate(
	node: INode,
	itemIndex: number,
	client: Client,
	kind: Locatable,
	{ mode, value }: Picked,
): Promise<{ id: string; record?: IDataObject }> {
	const lookup = kind.lookups[mode];
	if (!lookup) return { id: value };
	const record = await findOnly(node, itemIndex, client, kind, lookup, value);
	return { id: String(record.id), record };
}

/** As `locate`, and gives the record; no request is sent for what is already known. */
export async function readLocated(
	node: INode,
	itemIndex: number,
	client: Client,
	kind: Locatable,
	pick: Picked,
): Promise<IDataObject> {
	const { id, record } = await locate(node, itemIndex, client, kind, pick);
	const subject = `${kind.entity} ${id}`;
	return record ?? (await readOne(client, kind.path, id, subject, itemIndex));
}

async function findOnly(
	node: INode,
	itemIndex: number,
	client: Client,
	{ entity, path }: Locatable,
	{ words, field }: Lookup,
	value: string,
): Promise<IDataObject> {
	const filters = { [field]: value };
	const options = { limit: ONE_OR_SEVERAL, itemIndex };
	const found = await collect(readMatching(client, path, filters, options));
	const [only, ...more] = found;
	if (only && more.length === 0) return only;
	if (!only) {
		throw client.failure(
			{
				message: `No ${entity} has the ${words} “${value}”`,
				description: `Check the ${words}, and that the API key belongs to the right account (live and test data are apart).`,
			},
			itemIndex,
			404,
		);
	}
	throw inputError(
		node,
		itemIndex,
		`More than one ${entity} has the ${words} “${value}”`,
		`It is not clear which one is meant. Pick it by ID, for example ${found.map(({ id }) => String(id)).join(' or ')}; Get Many with this ${words} shows them all.`,
	);
}
