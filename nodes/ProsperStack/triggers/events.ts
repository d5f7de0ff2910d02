import { NodeApiError } from 'n8n-workflow';
import { collect } from '../../shared/pages';
import type { Client } from '../../shared/request';
import { PATHS, readList, readOne } from '../api';
import { oldestFirst, toFlowEvent, type FlowEvent } from './flowEvent';
import { isHandled, newestTime, OVERLAP_MS, pointer, type Memory } from './memory';

/** An id that the service can't know is refused with one of these. */
const UNKNOWN_ID = new Set(['400', '404', '410', '422']);

const isUnknownId = (error: unknown) =>
	error instanceof NodeApiError && UNKNOWN_ID.has(error.httpCode ?? '');

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
