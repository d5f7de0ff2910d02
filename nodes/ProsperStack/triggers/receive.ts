import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { IN_THE_EDITOR } from '../../shared/editor';
import { isObject } from '../../shared/json';
import { createClient } from '../../shared/request';
import { triggerKey } from '../../shared/trigger';
import { prosperStack } from '../api';
import { createBatches } from './batches';
import { readEvent } from './events';
import { toFlowEvent } from './flowEvent';
import { lookUp } from './lookUp';
import { hasSeen, markAgain, recall } from './memory';
import { toItems } from './output';
import { readBack, type Care, type Delivery } from './readBack';
import { readWanted } from './settings';

/** Senders give up early, so an answer comes by then, whatever the service does. */
const ANSWER_WITHIN_MS = 800;
const RETRY_AFTER_S = 30;

/** An event's id is an id, not a novel. */
const LONGEST_ID = 200;

/** Every delivery gets this answer, real or not: a sender of forgeries learns nothing. */
const RECEIVED = { received: true };

type Items = INodeExecutionData[];

/** What came of a delivery. */
interface Outcome {
	/** The event is with n8n, or will be, or is none. */
	ok: boolean;
	/** What this delivery brings to n8n: maybe others' events too, maybe nothing. */
	items: Items;
}

const batchesOf = new Map<string, ReturnType<typeof createBatches<Delivery, Items>>>();

/**
 * One delivery to the webhook.
 *
 * Exactly once: as long as this n8n process lives, every event that the service lists or delivers
 * starts the workflow once, however often and however simultaneously it is delivered. The same after
 * an orderly restart. The sender is told "received" only when its event is handed to n8n or is known
 * to be none; else "try again" (503). With Catch Up, what was never delivered comes with the next
 * delivery. Events that arrive together come as several items of one execution.
 *
 * At least once:
 * - After a crash. n8n 2 saves the memory after it has recorded the execution, so what was recorded
 *   in the last moments can come again. (n8n 1 does both at the same time: it can also be lost.)
 * - With several n8n processes that receive deliveries (multi-main, webhook processors), which don't
 *   see each other's memory: one can catch up on what another is just receiving. Without Catch Up
 *   each puts out only what it was sent itself.
 * - With a polling trigger in the same workflow: n8n saves the static data of all nodes together, and
 *   a poll saves them as they were when the workflow was activated. A restart then repeats.
 *
 * Not covered: n8n's own failure to record an execution it was given. And where a delivery had to be
 * answered with 503 and its event is read later, n8n saves before it records, so that a crash in
 * these milliseconds loses it.
 *
 * Whether the workflow then succeeds is the workflow's business, as its executions show.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const delivery = toDelivery(context.getBodyData());
	// Without a type n8n 2.8 adds a header to those answers that start a workflow, which would tell.
	context.getResponseObject().setHeader('Content-Type', 'application/json; charset=utf-8');
	if (!delivery) return { webhookResponse: RECEIVED };

	const handling =
		context.getMode() === 'manual' ? test(context, delivery) : handle(context, delivery);
	const outcome: Promise<Outcome> = handling.catch((error) => {
		context.logger.warn(
			`“${context.getNode().name}” could not read events back from ProsperStack: ${error instanceof Error ? error.message : String(error)}. The sender was asked to try again.`,
		);
		return { ok: false, items: [] };
	});
	const first = await Promise.race([outcome, sleep(ANSWER_WITHIN_MS).then(() => 'late' as const)]);
	if (first !== 'late' && first.ok) {
		if (first.items.length > 0 && context.getMode() !== 'manual') void markAgain(context);
		return { webhookResponse: RECEIVED, ...workflowData(first.items) };
	}

	sendTryAgain(context);
	// What was asked for meanwhile is not thrown away: the sender may never try again.
	const { items } = await outcome;
	return { noWebhookResponse: true, ...workflowData(items) };
}

/** No items, no execution. */
const workflowData = (items: Items) => (items.length > 0 ? { workflowData: [items] } : {});

function sendTryAgain(context: IWebhookFunctions) {
	const response = context.getResponseObject();
	response.setHeader('Retry-After', String(RETRY_AFTER_S));
	response.status(503).json({ received: false });
}

/** Undefined for what can't be an event. */
function toDelivery(body: IDataObject): Delivery | undefined {
	if (!isObject(body) || typeof body.event_id !== 'string') return undefined;
	const { event_id: id, event, data } = body;
	if (id === '' || id.length > LONGEST_ID) return undefined;
	return { id, asSent: toFlowEvent({ id, event, data }) };
}

/** Production: with all others that are waiting. */
async function handle(context: IWebhookFunctions, delivery: Delivery): Promise<Outcome> {
	if (hasSeen(context, delivery.id)) return { ok: true, items: [] };
	const care = readCare(context);
	const wanted = readWanted(context);
	const { end, result: items = [] } = await batchesFor(context).join(delivery, async (all) => {
		const { events, unlisted } = await readBack(context, all, care);
		return { result: toItems(events, wanted), left: new Set(unlisted) };
	});
	if (end !== 'left') return { ok: end === 'settled', items };

	const event = await lookUp(context, delivery.id).catch(() => 'unknown' as const);
	if (typeof event === 'object') items.push(...toItems([event], wanted));
	// Once there is a memory, a later reading brings what is real.
	const comesLater = event === 'postponed' && care.catchUp && recall(context) !== undefined;
	return { ok: typeof event !== 'string' || comesLater, items };
}

function batchesFor(context: IWebhookFunctions) {
	const key = triggerKey(context);
	const batches = batchesOf.get(key) ?? createBatches<Delivery, Items>();
	batchesOf.set(key, batches);
	return batches;
}

/** “Listen for test event”: just this one, and nothing is remembered of it. */
async function test(context: IWebhookFunctions, { id, asSent }: Delivery): Promise<Outcome> {
	const client = createClient(context, prosperStack, IN_THE_EDITOR);
	const event = readCare(context).verify ? await readEvent(client, id) : asSent;
	return { ok: true, items: event ? toItems([event], readWanted(context)) : [] };
}

const readCare = (context: IWebhookFunctions): Care => ({
	verify: context.getNodeParameter('options.verify', true) === true,
	catchUp: context.getNodeParameter('options.catchUp', true) === true,
});
