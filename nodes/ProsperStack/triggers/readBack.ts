import type { IWebhookFunctions } from 'n8n-workflow';
import { createClient, type Client } from '../../shared/request';
import { prosperStack } from '../api';
import { readEvent, readEvents, readUnhandled, type FlowEvent } from './events';
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
	/** The deliveries that could not be checked. */
	failed: ReadonlySet<Delivery>;
}

/** Longer than a window of the rate limit. */
const PATIENCE_MS = 2 * 60_000;
/** Others wait behind a request that hangs. */
const TIMEOUT_MS = 10_000;

/** A made-up id costs a request, so there is a limit to how many are looked up. */
const LOOK_UPS_A_MINUTE = 15;
const MINUTE_MS = 60_000;
let lookUps: number[] = [];

/**
 * Reads deliveries back from the API, in the usual case all with one list request, and remembers
 * what is due as handled. The list tells which are real, and what was missed.
 *
 * @throws NodeApiError if the list can't be read; then nothing is remembered
 */
export async function readBack(
	context: IWebhookFunctions,
	deliveries: Delivery[],
	care: Care,
): Promise<ReadBack> {
	const client = createClient(context, prosperStack, {
		patienceMs: PATIENCE_MS,
		timeoutMs: TIMEOUT_MS,
	});
	const memory = recall(context);
	if (!memory) return await readFirst(context, client, deliveries, care);

	const listed = await readList(care, () => readUnhandled(client, memory));
	const [delivered, rest] = sorted(deliveries, listed);
	const unknown = rest.filter(({ id }) => !memory.seen.has(id));
	const { events: found, failed } = await lookUp(client, unknown, care);
	const fresh = found.filter((event) => !isHandled(memory, event));
	const events = [...(care.catchUp ? listed : delivered), ...fresh];
	remember(context, withHandled(memory, events));
	return { events, failed };
}

/**
 * The same for a trigger without a memory, which can't tell what was missed from what is old: only
 * what is delivered is due, and the memory begins just before it.
 */
async function readFirst(
	context: IWebhookFunctions,
	client: Client,
	deliveries: Delivery[],
	care: Care,
): Promise<ReadBack> {
	const listed = await readList(care, () => readEvents(client));
	const [delivered, rest] = sorted(deliveries, listed);
	const { events: found, failed } = await lookUp(client, rest, care);
	const events = [...delivered, ...found];
	if (events.length > 0) {
		const first = Math.min(...events.map(({ at }) => at));
		const old = beginningAfter(listed.filter(({ at }) => at < first));
		remember(context, withHandled(old, events));
	}
	return { events, failed };
}

/** Where deliveries are taken as they are sent, they don't depend on the service. */
async function readList(
	{ verify, catchUp }: Care,
	read: () => Promise<FlowEvent[]>,
): Promise<FlowEvent[]> {
	if (verify) return await read();
	return catchUp ? await read().catch(() => []) : [];
}

/** The events that were delivered, and the deliveries that the list does not show. */
function sorted(deliveries: Delivery[], listed: FlowEvent[]): [FlowEvent[], Delivery[]] {
	const rest = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
	return [listed.filter(({ id }) => rest.delete(id)), [...rest.values()]];
}

/**
 * Deliveries that the list does not show are forged, or real ones that it does not show yet.
 * With Catch Up a later reading brings those, so that without room to look them up they can pass;
 * else the sender has to try again.
 */
async function lookUp(
	client: Client,
	deliveries: Delivery[],
	{ verify, catchUp }: Care,
): Promise<ReadBack> {
	const events: Array<FlowEvent | undefined> = [];
	const failed = new Set<Delivery>();
	for (const delivery of deliveries) {
		if (!verify) events.push(delivery.asSent);
		else if (mayLookUp()) {
			const reading = readEvent(client, delivery.id).then((event) => events.push(event));
			await reading.catch(() => failed.add(delivery));
		} else if (!catchUp) failed.add(delivery);
	}
	return { events: events.filter((event) => event !== undefined), failed };
}

function mayLookUp(): boolean {
	const now = Date.now();
	lookUps = lookUps.filter((time) => now - time < MINUTE_MS);
	if (lookUps.length >= LOOK_UPS_A_MINUTE) return false;
	lookUps.push(now);
	return true;
}
