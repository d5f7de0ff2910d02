import type { IWebhookFunctions } from 'n8n-workflow';
import { ofTheLastMinute } from '../../../shared/lastMinute';
import { mapLimited } from '../../../shared/mapLimited';
import { openAccess, type Access } from '../access';
import { readEvent } from '../events/readEvents';
import { memoryOf, setMemory } from '../memory/keep';
import { isHandled, knownUpTo, NOTHING } from '../memory/memory';
import { noteDelivered } from './note';
import type { OpenDelivery, TriggerState } from './state';

/** A made-up ID costs requests, so there is a limit: others want some of the 100 a minute, too. */
const LOOK_UPS_A_MINUTE = 20;
const AT_ONCE = 4;

/** Tried once: the sender waits, and there is a next time. */
const PATIENCE_MS = 500;
const TIMEOUT_MS = 2_000;

/** How long after its delivery an ID is looked for again: in the list, and by a look-up. */
export const LOOK_AGAIN_MS = [1_000, 3_000, 7_000, 15_000, 45_000];
const LAST_MS = 45_000;

/**
 * Looks up open deliveries that the list does not show, the oldest first, as many as there is room
 * for. What is found is noted; what is not found after the last time is none of the account's.
 */
export async function lookUpOpen(context: IWebhookFunctions, state: TriggerState): Promise<void> {
	const now = Date.now();
	const recent = ofTheLastMinute(state.recentLookUps, now);
	const chosen = [...state.open.values()]
		.filter((delivery) => isDue(delivery, now))
		.sort((a, b) => a.since - b.since)
		.slice(0, LOOK_UPS_A_MINUTE - recent.length);
	state.recentLookUps = [...recent, ...chosen.map(() => now)];
	const access = openAccess(context, { patienceMs: PATIENCE_MS, timeoutMs: TIMEOUT_MS });
	await mapLimited(chosen, AT_ONCE, (delivery) => lookUpOne(access, state, delivery));
}

const isDue = ({ since, lookUps }: OpenDelivery, now: number) =>
	now - since >= ([0, ...LOOK_AGAIN_MS][lookUps] ?? 0);

async function lookUpOne(
	access: Access,
	state: TriggerState,
	delivery: OpenDelivery,
): Promise<void> {
	delivery.lookUps++;
	const { account } = state;
	const answer = await readEvent(access, delivery.id).then(
		(event) => event ?? ('not found' as const),
		() => 'failed' as const,
	);
	if (!account) return;
	if (typeof answer === 'string') {
		delivery.lookUp = answer;
		const isLast = Date.now() - delivery.since >= LAST_MS;
		if (answer === 'not found' && isLast) state.open.delete(delivery.id);
		return;
	}
	state.open.delete(delivery.id);
	const memory = memoryOf(state, account.mark) ?? NOTHING;
	// The list may have shown it meanwhile, and another call has taken it. Nothing waits after this.
	if (isHandled(memory, answer)) return;
	setMemory(state, account.mark, memory);
	noteDelivered(state, answer);
	if (answer.at <= knownUpTo(memory)) state.late = { at: answer.at, foundAt: Date.now() };
}
