import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, sleep } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import { collect } from '../../shared/pages';
import { textsIn } from '../../shared/fields';
import { createClient, type Client } from '../../shared/request';
import { PATHS, prosperStack, readList } from '../api';
import { readEvents } from './events';
import { beginningAfter, recall, remember } from './memory';

/** Documented: "A ProsperStack account can have a maximum of ten configured webhooks." */
const MOST_WEBHOOKS = 10;

const WHERE = 'in ProsperStack under Settings → Integrations → Webhooks';

/** One window of the rate limit: somebody who publishes a workflow can wait this long. */
const ACTIVATION_PATIENCE_MS = 65_000;
/** When n8n starts, other workflows wait behind this one. */
const START_PATIENCE_MS = 5_000;
/** Whatever the service does, switching a workflow off takes no longer. */
const REMOVAL_MS = 10_000;
const TIMEOUT_MS = 10_000;

interface Webhook {
	id: string;
	url: string;
	events: string[];
}

/** n8n asks whether a webhook exists, and at once for a new one: the list is read once for both. */
const HAND_OVER_MS = 5_000;
const handedOver = new Map<string, { webhooks: Webhook[]; at: number }>();

/** The webhook that this trigger wants: at the address of this node, production or test. */
function wantedWebhook(context: IHookFunctions): Omit<Webhook, 'id'> {
	const url = context.getNodeWebhookUrl('default');
	const events = textsIn(context.getNodeParameter('events', []));
	if (!url || events.length === 0) {
		throw new NodeOperationError(
			context.getNode(),
			'Choose at least one event that starts the workflow',
		);
	}
	return { url, events };
}

const isStart = (context: IHookFunctions) =>
	['init', 'leadershipChange'].includes(context.getActivationMode());

const createHookClient = (context: IHookFunctions) =>
	createClient(context, prosperStack, {
		patienceMs: isStart(context) ? START_PATIENCE_MS : ACTIVATION_PATIENCE_MS,
		timeoutMs: TIMEOUT_MS,
	});

/**
 * Is there a webhook with exactly this address and these events? If so, the trigger's memory begins,
 * if it has none yet.
 *
 * When n8n starts while the service can't be reached, what was registered before is taken to be
 * there: an error here would make n8n take the trigger off the air and delete its webhook.
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const wanted = wantedWebhook(context);
	const client = createHookClient(context);
	const looking = readWebhooks(client).then(async (webhooks) => {
		const [own, ...others] = ofThisNode(webhooks, wanted.url);
		if (!own || others.length > 0 || !isSame(own, wanted)) {
			handedOver.set(wanted.url, { webhooks, at: Date.now() });
			return false;
		}
		await settleIn(context, client, wanted);
		return true;
	});
	return await looking.catch((error) => {
		if (!isStart(context) || !wasRegistered(context, wanted)) return Promise.reject(error);
		context.logger.warn(
			`ProsperStack could not be asked for the webhook of “${context.getNode().name}” while n8n was starting; the one registered before is kept. (${messageOf(error)})`,
		);
		return true;
	});
}

/**
 * Registers the webhook, or adopts one that is there. A webhook can't be changed, so one of this
 * address with other events is replaced; where the service does not delete webhooks it is adopted if
 * it has all wanted events (others are left out when they arrive), else a second one is made, and
 * what comes twice starts the workflow once.
 *
 * @throws NodeOperationError when the account has no room for another one. n8n shows only the
 *   message of an activation that fails, so it says everything.
 */
export async function register(context: IHookFunctions): Promise<void> {
	const wanted = wantedWebhook(context);
	const client = createHookClient(context);
	const webhooks = takeHandedOver(wanted.url) ?? (await readWebhooks(client));
	const own = ofThisNode(webhooks, wanted.url);
	const exact = own.find((webhook) => isSame(webhook, wanted));
	const left: Webhook[] = [];
	for (const webhook of own) {
		if (webhook === exact || (await whyNotRemoved(client, webhook))) left.push(webhook);
	}
	const isAdopted = left.some(({ events }) =>
		wanted.events.every((event) => events.includes(event)),
	);
	// Before the first delivery can come, or it would be taken for an old event.
	await settleIn(context, client, wanted);
	if (isAdopted) return;
	const others = webhooks.filter(({ url }) => url !== wanted.url);
	if (others.length + left.length >= MOST_WEBHOOKS) throw noRoom(context, [...others, ...left]);
	await client.request({
		method: 'POST',
		path: PATHS.webhook,
		body: { ...wanted },
		subject: 'webhook',
	});
}

/**
 * Deletes the webhooks with exactly this address. Deleting is not documented, so the service may not
 * know how; whatever happens is written to the log, and the workflow is switched off all the same.
 */
export async function unregister(context: IHookFunctions): Promise<void> {
	const late = sleep(REMOVAL_MS).then(() => ['ProsperStack did not answer in time']);
	const removing = removeOwn(context).catch((error) => [messageOf(error)]);
	const problems = await Promise.race([removing, late]);
	if (problems.length > 0) {
		context.logger.warn(
			`The webhook of “${context.getNode().name}” could not be deleted: ${problems.join(', ')}. Remove it by hand ${WHERE}; or leave it: it is used again when the workflow is published again.`,
		);
	}
	delete context.getWorkflowStaticData('node').registered;
}

/** @returns what went wrong */
async function removeOwn(context: IHookFunctions): Promise<string[]> {
	const client = createClient(context, prosperStack, {
		patienceMs: REMOVAL_MS,
		timeoutMs: TIMEOUT_MS,
	});
	const problems: string[] = [];
	for (const own of ofThisNode(await readWebhooks(client), context.getNodeWebhookUrl('default'))) {
		const why = await whyNotRemoved(client, own);
		if (why) problems.push(`${own.id}: ${why}`);
	}
	return problems;
}

/** From now on deliveries of this address are expected; a production trigger's memory begins. */
async function settleIn(
	context: IHookFunctions,
	client: Client,
	wanted: Omit<Webhook, 'id'>,
): Promise<void> {
	if (context.getActivationMode() !== 'manual' && !recall(context)) {
		remember(context, beginningAfter(await readEvents(client)));
	}
	context.getWorkflowStaticData('node').registered = { ...wanted };
}

function takeHandedOver(url: string): Webhook[] | undefined {
	const list = handedOver.get(url);
	handedOver.delete(url);
	return list && Date.now() - list.at < HAND_OVER_MS ? list.webhooks : undefined;
}

const readWebhooks = async (client: Client): Promise<Webhook[]> =>
	(await collect(readList(client, PATHS.webhook, {}))).map(toWebhook);

const toWebhook = ({ id, url, events }: IDataObject): Webhook => ({
	id: String(id),
	url: String(url),
	events: textsIn(events),
});

/** The address holds an id that n8n gave to this node alone. */
const ofThisNode = (webhooks: Webhook[], wantedUrl: string | undefined) =>
	webhooks.filter(({ url }) => url === wantedUrl);

const isSame = (one: Omit<Webhook, 'id'>, other: Omit<Webhook, 'id'>) =>
	one.url === other.url &&
	one.events.length === other.events.length &&
	one.events.every((event) => other.events.includes(event));

function wasRegistered(context: IHookFunctions, wanted: Omit<Webhook, 'id'>): boolean {
	const { registered } = context.getWorkflowStaticData('node');
	return isObject(registered) && isSame(toWebhook(registered), wanted);
}

/** Not there any more. */
const GONE = new Set(['404', '410']);

/**
 * Deletes a webhook. Deleting is not documented: the service may answer that it can't (405, 501).
 *
 * @returns undefined when the webhook is gone, else why it is still there
 */
async function whyNotRemoved(client: Client, { id }: Webhook): Promise<string | undefined> {
	const deletion = client.request({
		method: 'DELETE',
		path: `${PATHS.webhook}/${encodeURIComponent(id)}`,
		subject: `webhook ${id}`,
	});
	return await deletion.then(
		() => undefined,
		(error) =>
			error instanceof NodeApiError && GONE.has(error.httpCode ?? '')
				? undefined
				: messageOf(error),
	);
}

/** Other webhooks' addresses can be secrets, so only their hosts are shown. */
function noRoom(context: IHookFunctions, webhooks: Webhook[]): NodeOperationError {
	const list = webhooks.map(({ id, url }) => `${id} (${hostOf(url)})`).join(', ');
	return new NodeOperationError(
		context.getNode(),
		`ProsperStack allows ${MOST_WEBHOOKS} webhooks, and this account has ${webhooks.length}. Remove one that is no longer used, ${WHERE}, then try again; or use the ProsperStack Polling Trigger, which needs none. The webhooks are: ${list}.`,
	);
}

function hostOf(url: string): string {
	try {
		return new URL(url).host;
	} catch {
		return 'no URL';
	}
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
