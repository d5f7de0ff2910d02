import type { IWebhookFunctions } from 'n8n-workflow';
import { openAccess } from './access';
import type { Care } from './care';
import { readListing } from './events';
import type { FlowEvent, Listing } from './flowEvent';
import {
	beginningAfter,
	dueIn,
	isHandled,
	merged,
	NOTHING,
	withHandled,
	withListed,
	type Memory,
} from './memory';
import type { Notebook } from './notebook';

/** One POST to the webhook. */
export interface Delivery {
	id: string;
	/** What its body says, which anyone can write; undefined if it is no event. */
	asSent: FlowEvent | undefined;
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
 * A trigger that has not followed the list can't tell what was missed from what is old: then only
 * what is delivered is due, and it follows the list from just before that.
 *
 * @throws NodeApiError if the list can't be read; then nothing is remembered
 */
export async function readBack(
	context: IWebhookFunctions,
	notebook: Notebook,
	deliveries: Delivery[],
	{ verify, catchUp }: Care,
): Promise<ReadBack> {
	const access = openAccess(context, { patienceMs: PATIENCE_MS, timeoutMs: TIMEOUT_MS });
	const began = notebook.recall();
	const follows = began?.listedUpTo === undefined ? undefined : began;
	const reading = async () => await readListing(access, follows);
	const listing = await (verify ? reading() : readIfPossible(catchUp, reading));
	// From here on nothing waits. A look-up may have moved the memory on meanwhile.
	const continued = notebook.continuedBy(listing);
	const memory = continued ?? notebook.recall() ?? NOTHING;
	const waiting = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
	const delivered = (listing?.events ?? []).filter(
		(event) => waiting.delete(event.id) && !isHandled(memory, event),
	);
	for (const id of waiting.keys()) if (memory.seen.has(id)) waiting.delete(id);
	const rest = [...waiting.values()];

	const missed = continued && catchUp && listing ? dueIn(continued, listing) : [];
	const asSent = verify ? [] : rest.flatMap((delivery) => delivery.asSent ?? []);
	const events = [...new Set([...missed, ...delivered, ...asSent])];
	if (events.length > 0) {
		const before = followed(memory, continued, listing, events);
		notebook.remember(withHandled(before, events));
	}
	return { events, unlisted: verify ? rest : [] };
}

/** The memory once a listing is read and some events are due: it follows the list from now on. */
function followed(
	memory: Memory,
	continued: Memory | undefined,
	listing: Listing | undefined,
	due: FlowEvent[],
): Memory {
	if (!listing) return memory;
	if (continued) return withListed(continued, listing);
	const first = Math.min(...due.map(({ at }) => at));
	const old = listing.events.filter(({ at }) => at < first);
	return merged(memory, beginningAfter({ events: old, ms: listing.ms }));
}

/** Where deliveries are taken as they are sent, they don't depend on the service. */
async function readIfPossible(
	catchUp: boolean,
	read: () => Promise<Listing>,
): Promise<Listing | undefined> {
	return catchUp ? await read().catch(() => undefined) : undefined;
}
