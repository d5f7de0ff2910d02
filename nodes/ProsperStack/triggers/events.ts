import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import { collect } from '../../shared/pages';
import type { Client } from '../../shared/request';
import { PATHS, readList, readOne } from '../api';
import { isHandled, newestTime, OVERLAP_MS, pointer, type Memory } from './memory';

/** An event of the API: `{id, event, data, created_at}`, with its time as a number. */
export interface FlowEvent {
	id: string;
	/** Such as `flow_session_completed`. */
	event: string;
	/** As answered; null where an event was taken from a delivery, which has no time. */
	createdAt: string | null;
	/** The same in milliseconds since 1970. */
	at: number;
	/** The flow session, as it was when the event occurred. */
	session: IDataObject;
}

/** An id that the service can't know is refused with one of these. */
const UNKNOWN_ID = new Set(['400', '404', '410', '422']);

const isUnknownId = (error: unknown) =>
	error instanceof NodeApiError && UNKNOWN_ID.has(error.httpCode ?? '');

/** Undefined for what is no event: it could neither be told from others nor put in order. */
export function toFlowEvent(record: IDataObject): FlowEvent | undefined {
	const { id, event, created_at: createdAt, data } = record;
	if (typeof id !== 'string' || typeof event !== 'string') return undefined;
	const text = typeof createdAt === 'string' ? createdAt : null;
	const at = Date.parse(text ?? '');
	return {
		id,
		event,
		createdAt: text,
		at: Number.isNaN(at) ? Date.now() : at,
		session: isObject(data) ? data : {},
	};
}

export const oldestFirst = (events: FlowEvent[]) => [...events].sort((a, b) => a.at - b.at);

/** All events that the service has (30 days are documented), or those after `afterId`. */
export async function readEvents(client: Client, afterId?: string): Promise<FlowEvent[]> {
	const records = await collect(readList(client, PATHS.event, { after_id: afterId }));
	return records.map(toFlowEvent).filter((event) => event !== undefined);
}

/** One event; undefined if the account has none of this id. */
export async function readEvent(client: Client, id: string): Promise<FlowEvent | undefined> {
	// As a path these would ask for another address.
	if (id === '.' || id === '..') return undefined;
	const reading = readOne(client, PATHS.event, id, `event ${id}`);
	const record = await unlessUnknown(reading);
	return record?.id === id ? toFlowEvent(record) : undefined;
}

/**
 * The events that are not handled yet, oldest first; all pages are read before anything is given.
 *
 * The pointer lies before some known events, so they must be in the answer. If none is, the service
 * does not know the pointer any more (it may refuse it, or answer with an empty list): then all
 * events are read, and the time tells which are new.
 */
export async function readUnhandled(client: Client, memory: Memory): Promise<FlowEvent[]> {
	const afterId = pointer(memory);
	const listed = afterId === undefined ? [] : await unlessUnknown(readEvents(client, afterId));
	const isUnderstood = listed?.some(({ id }) => memory.seen.has(id));
	const since = newestTime(memory) - OVERLAP_MS;
	const events = isUnderstood
		? (listed ?? [])
		: (await readEvents(client)).filter(({ at }) => at >= since);
	return oldestFirst(events.filter((event) => !isHandled(memory, event)));
}

async function unlessUnknown<T>(reading: Promise<T>): Promise<T | undefined> {
	return await reading.catch((error) => {
		if (isUnknownId(error)) return undefined;
		return Promise.reject(error);
	});
}
