import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { messageOf } from '../../../shared/errors';
import { textsIn } from '../../../shared/fields/texts';
import { openAccess, type Access } from '../access';
import { beginMemory } from '../memory/begin';
import { resume, stateOf } from '../reader/state';
import { rememberRegistered, warnOfFormer, wasRegistered } from './registered';
import {
	createWebhook,
	isSame,
	MOST_WEBHOOKS,
	readWebhooks,
	tryToDelete,
	WHERE_TO_REMOVE,
	type WantedWebhook,
	type Webhook,
} from './webhooks';

/** One window of the rate limit: somebody who publishes a workflow can wait this long. */
const ACTIVATION_PATIENCE_MS = 65_000;
/** When n8n starts, other workflows wait behind this one. */
const START_PATIENCE_MS = 5_000;
const TIMEOUT_MS = 10_000;

/** n8n asks whether a webhook exists, and at once for a new one: the list is read once for both. */
const HAND_OVER_MS = 5_000;

/** The webhook that a trigger wants: at the address of this node, production or test. */
function wantedWebhook(context: IHookFunctions): WantedWebhook {
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

const openHookAccess = (context: IHookFunctions) =>
	openAccess(context, {
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
	const access = openHookAccess(context);
	const looking = readWebhooks(access).then(async (webhooks) => {
		const [own, ...others] = ofThisNode(webhooks, wanted.url);
		if (!own || others.length > 0 || !isSame(own, wanted)) {
			stateOf(context).webhooks = { url: wanted.url, list: webhooks, at: Date.now() };
			return false;
		}
		warnOfFormer(context, webhooks, wanted);
		await begin(context, access);
		rememberRegistered(context, own);
		return true;
	});
	return await looking.catch((error) => {
		if (!isStart(context) || !wasRegistered(context, wanted)) return Promise.reject(error);
		resume(stateOf(context));
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
	const access = openHookAccess(context);
	const webhooks = takeHandedOver(context, wanted.url) ?? (await readWebhooks(access));
	warnOfFormer(context, webhooks, wanted);
	const own = ofThisNode(webhooks, wanted.url);
	const exact = own.find((webhook) => isSame(webhook, wanted));
	const left: Webhook[] = [];
	for (const webhook of own) {
		if (webhook === exact || (await tryToDelete(access, webhook))) left.push(webhook);
	}
	const adopted = left.find(({ events }) => wanted.events.every((event) => events.includes(event)));
	// Before the first delivery can come, or it would be taken for an old event.
	await begin(context, access);
	// The events as wanted: those of an adopted webhook can be more.
	if (adopted) return rememberRegistered(context, { ...wanted, id: adopted.id });
	const others = webhooks.filter(({ url }) => url !== wanted.url);
	if (others.length + left.length >= MOST_WEBHOOKS) throw noRoom(context, [...others, ...left]);
	rememberRegistered(context, await createWebhook(access, wanted));
}

function takeHandedOver(context: IHookFunctions, wantedUrl: string): Webhook[] | undefined {
	const state = stateOf(context);
	const { webhooks } = state;
	state.webhooks = undefined;
	const isFresh = webhooks?.url === wantedUrl && Date.now() - webhooks.at < HAND_OVER_MS;
	return isFresh ? webhooks.list : undefined;
}

/** From here on deliveries are read. A test in the editor begins nothing, and remembers nothing. */
async function begin(context: IHookFunctions, access: Access): Promise<void> {
	if (context.getActivationMode() === 'manual') return;
	const state = stateOf(context);
	resume(state);
	await beginMemory(context, access, state);
}

/** The address holds an id that n8n gave to this node alone. */
const ofThisNode = (webhooks: Webhook[], wantedUrl: string | undefined) =>
	webhooks.filter(({ url }) => url === wantedUrl);

/** Other webhooks' addresses can be secrets, so only their hosts are shown. */
function noRoom(context: IHookFunctions, webhooks: Webhook[]): NodeOperationError {
	const list = webhooks.map(({ id, url }) => `${id} (${hostOf(url)})`).join(', ');
	return new NodeOperationError(
		context.getNode(),
		`ProsperStack allows ${MOST_WEBHOOKS} webhooks, and this account has ${webhooks.length}. Remove one that is no longer used, ${WHERE_TO_REMOVE}, then try again; or use the ProsperStack Polling Trigger, which needs none. The webhooks are: ${list}.`,
	);
}

function hostOf(url: string): string {
	try {
		return new URL(url).host;
	} catch {
		return 'no URL';
	}
}
