import type { IWebhookFunctions } from 'n8n-workflow';
import { createClient } from '../../shared/request';
import { prosperStack } from '../api';
import { readEvents, readUnhandled } from './events';
import type { FlowEvent } from './flowEvent';
import { beginningAfter, isHandled, recall, remember, withHandled } from './memory';

/** One POST to the webhook. */
export interface Delivery {
	id: string;
	/** What its body says, which anyone can write; undefined if it is no event. */
	asSent: FlowEvent | undefined;
}

/** The user's choice: Real Events Only, and Catch Up. */
export interface Care {
	verify: boolean;
	catchUp: boolean;
}

export interface ReadBack {
	/** What is due, in no order. */
	events: FlowEvent[];
	/** Deliveries that the list does not show: forged, or real and not listed yet. */
	unlisted: Delivery[];
}

/** Longer than a window of the rate limit. */
const PATIENCE_MS = 2 * 60_000;
/** Others wait behind a request that hangs. */
const TIMEOUT_MS = 10_000;

/**
 * Reads deliveries back from the API, however many, with one list request in the usual case, and
 * remembers what is due as handled. The list tells which are real, and what was missed.
 *
 * A trigger without a memory can't tell what was missed from what is old: then only what is
 * delivered is due, and the memory begins just before it.
 *
 * @throws NodeApiError if the list can't be read; then nothing is remembered
 */
export async function readBack(
	context: IWebhookFunctions,
	deliveries: Delivery[],
	{ verify, catchUp }: Care,
): Promise<ReadBack> {
	const client = createClient(context, prosperStack, {
		patienceMs: PATIENCE_MS,
		timeoutMs: TIMEOUT_MS,
	});
	const began = recall(context);
	const reading = async () => await (began ? readUnhandled(client, began) : readEvents(client));
	const read = await (verify ? reading() : readIfPossible(catchUp, reading));
	// From here on nothing waits. A look-up may have moved the memory on meanwhile.
	const memory = recall(context);
	const isNew = (event: FlowEvent) => !memory || !isHandled(memory, event);
	const listed = read.filter(isNew);

	const rest = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
	const delivered = listed.filter(({ id }) => rest.delete(id));
	for (const id of memory?.seen.keys() ?? []) rest.delete(id);
	const asSent = verify ? [] : [...rest.values()].flatMap((delivery) => delivery.asSent ?? []);
	const events = [...(memory && catchUp ? listed : delivered), ...asSent];
	if (events.length > 0) {
		const first = Math.min(...events.map(({ at }) => at));
		const before = memory ?? beginningAfter(listed.filter(({ at }) => at < first));
		remember(context, withHandled(before, events));
	}
	return { events, unlisted: verify ? deliveries.filter(({ id }) => rest.has(id)) : [] };
}

/** Where deliveries are taken as they are sent, they don't depend on the service. */
async function readIfPossible(
	catchUp: boolean,
	read: () => Promise<FlowEvent[]>,
): Promise<FlowEvent[]> {
	return catchUp ? await read().catch(() => []) : [];
}
