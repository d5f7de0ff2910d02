import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { messageOf } from '../../shared/errors';
import { isObject } from '../../shared/json';
import { IN_THE_EDITOR } from '../../shared/transport/client';
import { openAccess } from './access';
import { readCare } from './care';
import { readEvent } from './events';
import { toFlowEvent } from './flowEvent';
import { handle, type Handled } from './handle';
import { markAgain } from './notebook';
import { toItems } from './output';
import type { Delivery } from './readBack';
import { readWanted } from './settings';

/** Senders give up early, so an answer comes by then, whatever the service does. */
const ANSWER_WITHIN_MS = 800;
const RETRY_AFTER_S = 30;

/** An event's id is an id, not a novel. */
const LONGEST_ID = 200;

/** Every delivery gets this answer, real or not: a sender of forgeries learns nothing. */
const RECEIVED = { received: true };

type Items = INodeExecutionData[];

/**
 * One delivery to the webhook.
 *
 * Exactly once: as long as this n8n process lives, every event that the service lists or delivers
 * starts the workflow once, however often and however simultaneously it is delivered. The same after
 * an orderly restart. The sender is told "received" only when its event is handed to n8n or is known
 * to be none; else "try again" (503). With Catch Up, what was never delivered comes with the next
 * delivery. Events that arrive together come as several items of one execution.
 *
 * In a flood of unknown ids those that can't be looked up at once are told "received", too, or a
 * forger could tell real ids from made-up ones. They are read within seconds; should n8n end in these,
 * the next delivery catches up on them. Without Catch Up the sender is told to try again.
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
 * Not covered: n8n's own failure to record an execution it was given. And where a delivery was
 * answered before its event was read (503, or more unknown ids than can be looked up at once), n8n
 * saves before it records, so that a crash in these milliseconds loses it.
 *
 * Whether the workflow then succeeds is the workflow's business, as its executions show.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const delivery = toDelivery(context.getBodyData());
	// Without a type n8n 2.8 adds a header to those answers that start a workflow, which would tell.
	context.getResponseObject().setHeader('Content-Type', 'application/json; charset=utf-8');
	if (!delivery) return { webhookResponse: RECEIVED };

	const isTest = context.getMode() === 'manual';
	const handling = isTest ? test(context, delivery) : handle(context, delivery);
	const outcome: Promise<Handled> = handling.catch((error) => {
		context.logger.warn(
			`“${context.getNode().name}” could not read events back from ProsperStack: ${messageOf(error)}. The sender was asked to try again.`,
		);
		return { ok: false, items: [] };
	});
	const first = await Promise.race([outcome, sleep(ANSWER_WITHIN_MS).then(() => 'late' as const)]);
	if (first !== 'late' && first.ok && !first.later) {
		if (first.items.length > 0 && !isTest) void markAgain(context);
		return { webhookResponse: RECEIVED, ...workflowData(first.items) };
	}

	if (first !== 'late' && first.ok) context.getResponseObject().status(200).json(RECEIVED);
	else sendTryAgain(context);
	// What was asked for meanwhile is not thrown away: the sender may never try again.
	const { items, later } = await outcome;
	const all = [...items, ...((await later) ?? [])];
	return { noWebhookResponse: true, ...workflowData(all) };
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

/** “Listen for test event”: just this one, and nothing is remembered of it. */
async function test(context: IWebhookFunctions, { id, asSent }: Delivery): Promise<Handled> {
	const access = openAccess(context, IN_THE_EDITOR);
	const event = readCare(context).verify ? await readEvent(access, id) : asSent;
	return { ok: true, items: event ? toItems([event], readWanted(context)) : [] };
}
