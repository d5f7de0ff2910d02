import { NodeApiError } from 'n8n-workflow';
import { collect } from '../../../shared/pages';
import { readList, readOne } from '../../api/records';
import { PATHS } from '../../api/service';
import type { Access } from '../access';
import { pointer, type Memory } from '../memory/memory';
import { toFlowEvent, type FlowEvent } from './flowEvent';

/** What a reading of the list of events gave. */
export interface Listing {
	/** In no order. */
	events: FlowEvent[];
	/** How long it took, in milliseconds. */
	ms: number;
	/** All that the service has, and not only what comes after a pointer. */
	isWhole: boolean;
}

/** An ID that the service can't know is refused with one of these. */
const UNKNOWN_ID = new Set(['400', '404', '410', '422']);

const isUnknownId = (error: unknown) =>
	error instanceof NodeApiError && UNKNOWN_ID.has(error.httpCode ?? '');

/**
 * Looks up one event.
 *
 * @returns undefined if the account has none of this ID
 * @throws NodeApiError if the service does not say
 */
export async function readEvent({ client }: Access, id: string): Promise<FlowEvent | undefined> {
	// As a path these would ask for another address, or could not be written at all. A forgery has them.
	if (id === '.' || id === '..' || /\p{Surrogate}/u.test(id)) return undefined;
	const record = await unlessUnknown(readOne(client, PATHS.event, id, `event ${id}`));
	return record?.id === id ? toFlowEvent(record) : undefined;
}

/**
 * Lists everything that the memory may not have yet, and some that it has; all pages are read before
 * anything is given. Without a memory that is all events that the service has (30 days are
 * documented).
 *
 * @param since a time of the service, in milliseconds since 1970: the reading begins before it
 * @throws NodeApiError
 */
export async function readListing(
	access: Access,
	memory: Memory | undefined,
	since?: number,
): Promise<Listing> {
	const began = Date.now();
	const later = memory && (await readAfterPointer(access, memory, since));
	const events = later ?? (await readAll(access));
	return { events, ms: Math.max(0, Date.now() - began), isWhole: !later };
}

/**
 * The pointer lies before some known events, so they must be in the answer. If none is, the service
 * does not know the pointer any more: it may refuse it, or answer with an empty list.
 *
 * @returns undefined if the service does not know the pointer, or there is none
 */
async function readAfterPointer(
	access: Access,
	memory: Memory,
	since: number | undefined,
): Promise<FlowEvent[] | undefined> {
	const afterId = pointer(memory, since);
	if (afterId === undefined) return undefined;
	const events = await unlessUnknown(readAll(access, afterId));
	return events?.some(({ id }) => memory.seen.has(id)) ? events : undefined;
}

async function readAll({ client }: Access, afterId?: string): Promise<FlowEvent[]> {
	const records = await collect(readList(client, PATHS.event, { after_id: afterId }));
	return records.map(toFlowEvent).filter((event) => event !== undefined);
}

async function unlessUnknown<T>(reading: Promise<T>): Promise<T | undefined> {
	return await reading.catch((error) => {
		if (isUnknownId(error)) return undefined;
		return Promise.reject(error);
	});
}
