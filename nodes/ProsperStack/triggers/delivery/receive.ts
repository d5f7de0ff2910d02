import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import {
	answered,
	prepareAnswer,
	received,
	sendReceived,
	sendTryAgain,
} from '../../../shared/delivery/answer';
import { keepWriting } from '../../../shared/delivery/keepWriting';
import { waitUntil } from '../../../shared/delivery/waitUntil';
import { messageOf } from '../../../shared/errors';
import { IN_THE_EDITOR } from '../../../shared/transport/client';
import { openAccess } from '../access';
import { readEvent } from '../events/readEvents';
import { lacksOwn, memoryOf, saveMemory, takeOverSaved } from '../memory/keep';
import { recentAccountMark } from '../memory/accountMark';
import { knownUpTo } from '../memory/memory';
import { noteHandedOut, RECORDED_AFTER_MS } from '../memory/unrecorded';
import { toItems } from '../output';
import { readNewEvents } from '../reader/look';
import { LOOK_AGAIN_MS, lookUpOpen } from '../reader/lookUp';
import { recordThisProcess } from '../reader/otherProcesses';
import { stateOf, type TriggerState } from '../reader/state';
import { takeDue } from '../reader/takeDue';
import { canBeRead } from '../reader/watchService';
import { readSafeguards, readWanted, type Wanted } from '../settings';
import { toDelivery, type Delivery } from './delivery';

/** Senders give up early, so an answer comes by then, whatever the service does. */
const ANSWER_WITHIN_MS = 800;

/** More than this can't be open for good reasons. */
const MOST_OPEN = 2_000;

/** What is known of a delivery after a look at the service. */
type Known = 'settled' | 'open' | 'not asked' | 'failed';

/**
 * One delivery to the webhook. It only wakes the trigger's one reader: the list of events tells what
 * is real and what is due, and whoever comes first takes all of it to n8n.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	prepareAnswer(context);
	const { catchUp } = readSafeguards(context);
	const delivery = toDelivery(context.getBodyData());
	if (!delivery) return taken(context, catchUp);
	if (context.getMode() === 'manual') return await test(context, delivery);

	const state = stateOf(context);
	// First of all, as these can fail (an expression, the credential): later that would lose something.
	const wanted = readWanted(context);
	const account = await recentAccountMark(context, state);
	takeOverSaved(context, state, account);
	if (!openDelivery(state, account, delivery)) {
		// Nothing has waited since n8n loaded the static data: this is the moment to make them good.
		if (lacksOwn(context, state)) saveMemory(context, state);
		return taken(context, catchUp);
	}
	if (state.open.size > MOST_OPEN) {
		state.open.delete(delivery.id);
		sendTryAgain(context);
		return answered();
	}

	state.looking++;
	const looking = look(context, state, delivery.id);
	const known = await Promise.race([looking, sleep(ANSWER_WITHIN_MS).then(() => 'late' as const)]);
	const isInTime = known === 'settled';
	if (!isInTime) {
		if (isTaken(known, catchUp, state)) sendReceived(context);
		else sendTryAgain(context);
	}
	// What was asked for is not thrown away, even if it comes too late: the sender may never try again.
	const isSettled = (await looking) === 'settled';
	state.looking--;
	if (!isSettled) await lookAgain(context, state, delivery.id);

	const isForN8nToAnswer = isInTime && !catchUp;
	const items = handOut(context, state, wanted, isForN8nToAnswer);
	if (isForN8nToAnswer && items.length > 0) return received(items);
	if (isInTime) sendReceived(context);
	if (items.length === 0) await saveForOthers(context, state);
	return answered(items);
}

/**
 * Says that the delivery was received, and gives n8n the items.
 *
 * With Catch Up the answer goes out at once, and is the same for real and forged: n8n 1.123 and 2.41
 * would add a header where they start a workflow. Without it n8n answers where a workflow starts: were
 * it killed before it has recorded the execution, nothing would bring the event again.
 */
function taken(
	context: IWebhookFunctions,
	catchUp: boolean,
	items: INodeExecutionData[] = [],
): IWebhookResponseData {
	if (!catchUp && items.length > 0) return received(items);
	sendReceived(context);
	return answered(items);
}

/**
 * Whether the sender need not try again. With Catch Up the list keeps what is open, so that is only
 * where the service can't be read.
 */
function isTaken(known: Known | 'late', catchUp: boolean, state: TriggerState): boolean {
	if (known === 'late') return catchUp && canBeRead(state);
	return known === 'open' || (known === 'not asked' && catchUp);
}

async function look(context: IWebhookFunctions, state: TriggerState, id: string): Promise<Known> {
	if (!state.open.has(id)) return 'settled';
	if (!(await state.read(() => readNewEvents(context, state)))) return 'failed';
	if (!state.open.has(id)) return 'settled';
	await state.lookUp(() => lookUpOpen(context, state));
	const lookUp = state.open.get(id)?.lookUp;
	if (lookUp === undefined) return 'settled';
	return ({ none: 'not asked', 'not found': 'open', failed: 'failed' } as const)[lookUp];
}

/**
 * Looks for a delivery again and again, until it is found or none of the account's. What is open
 * then waits for the next delivery.
 */
async function lookAgain(
	context: IWebhookFunctions,
	state: TriggerState,
	id: string,
): Promise<void> {
	const began = Date.now();
	for (const ms of LOOK_AGAIN_MS) {
		const moment = wholeSecondAfter(Math.max(began + ms, Date.now()));
		await waitUntil(moment, () => state.endedAt !== undefined);
		if ((await look(context, state, id)) === 'settled') return;
	}
}

/** So that those who wait at the same time look together. */
const wholeSecondAfter = (time: number) => Math.ceil(time / 1_000) * 1_000;

/** Takes what is due, and has the memory saved. */
function handOut(
	context: IWebhookFunctions,
	state: TriggerState,
	wanted: Wanted,
	isForN8nToAnswer: boolean,
): INodeExecutionData[] {
	const due = takeDue(state);
	if (due.length > 0) {
		recordThisProcess(state);
		// Where n8n answers, it saves when it has recorded the execution; else just before.
		if (isForN8nToAnswer)
			void keepWriting(context, state.unsaved, () => saveMemory(context, state));
		else noteHandedOut(state, due);
		saveMemory(context, state);
	}
	return toItems(due, wanted);
}

/**
 * Saves what other deliveries have handed out and left to save, when n8n has recorded it. Of the many
 * in a burst that could do so, one at a time does.
 */
async function saveForOthers(context: IWebhookFunctions, state: TriggerState): Promise<void> {
	if (!state.isSavedBehind || state.isSaving) return;
	state.isSaving = true;
	await sleep(RECORDED_AFTER_MS);
	state.isSaving = false;
	if (state.isSavedBehind) saveMemory(context, state);
}

/** @returns false if the event was handled before */
function openDelivery(state: TriggerState, account: string, { id, asSent }: Delivery): boolean {
	const memory = memoryOf(state, account);
	if (memory?.seen.has(id)) return false;
	const noted = state.noted.get(id);
	if (noted) noted.wasDelivered = true;
	else if (!state.open.has(id)) {
		state.open.set(id, {
			id,
			asSent,
			since: Date.now(),
			knownUpTo: memory ? knownUpTo(memory) : Infinity,
			lookUps: 0,
			lookUp: 'none',
		});
	}
	return true;
}

/** “Listen for test event”: just this one, and nothing is remembered of it. */
async function test(
	context: IWebhookFunctions,
	{ id, asSent }: Delivery,
): Promise<IWebhookResponseData> {
	const { verify, catchUp } = readSafeguards(context);
	const access = openAccess(context, IN_THE_EDITOR);
	const reading = verify ? readEvent(access, id) : Promise.resolve(asSent);
	return await reading.then(
		(event) => taken(context, catchUp, event ? toItems([event], readWanted(context)) : []),
		(error) => {
			context.logger.warn(
				`“${context.getNode().name}” could not read the event from ProsperStack: ${messageOf(error)}. The sender was asked to try again.`,
			);
			sendTryAgain(context);
			return answered();
		},
	);
}
