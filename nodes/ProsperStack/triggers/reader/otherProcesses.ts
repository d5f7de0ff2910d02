import { createHash, randomUUID } from 'node:crypto';
import type { OtherProcess } from '../memory/staticData';
import type { NotedEvent, TriggerState } from './state';

/**
 * Several n8n processes can receive deliveries (queue mode with webhook processors, several mains).
 * They share nothing but the static data, which each saves when it hands something out, and which one
 * can overwrite for the other. So:
 * - What was delivered to this process goes out at once.
 * - What the list alone shows may have been delivered to another process. It goes out when each other
 *   process has saved so long after it that it would have said so.
 * - All find it at about the same time. So it belongs to one process, which all of them know; the
 *   others wait once more as long.
 * Where the static data name no other process that has saved since this one started, nothing waits: what
 * is older was perhaps this n8n, before a restart.
 */
const THIS_PROCESS = randomUUID().slice(0, 8);

/** Longer than a delivery takes from its arrival to the moment when n8n has saved the static data. */
const GRACE_MS = 60_000;

/** A process that has handed nothing out for so long does not count any more. */
const FORGOTTEN_AFTER_MS = 10 * 60_000;

const STARTED_AT = Date.now();

const isThere = ({ savedAt }: OtherProcess, now: number) =>
	savedAt > STARTED_AT && now - savedAt < FORGOTTEN_AFTER_MS;

/**
 * This process saves something: the memory that is saved with it says so.
 *
 * @param isHandingOut false where it only publishes the workflow; perhaps it receives no deliveries
 */
export function recordThisProcess(state: TriggerState, isHandingOut = true): void {
	if (!state.memory) return;
	const now = Date.now();
	const others = [...state.memory.processes].filter(([, one]) => isThere(one, now));
	const own = { savedAt: now, upTo: isHandingOut ? state.newest.at : undefined };
	state.memory = { ...state.memory, processes: new Map(others).set(THIS_PROCESS, own) };
}

const othersOf = ({ memory }: TriggerState, now: number) =>
	[...(memory?.processes ?? [])].filter(([id, one]) => id !== THIS_PROCESS && isThere(one, now));

/** Whether no other process is known to hand out deliveries. */
export const isAlone = (state: TriggerState): boolean => othersOf(state, Date.now()).length === 0;

/** Those of the noted events that may be handed out now. */
export function dueOf(state: TriggerState): NotedEvent[] {
	const { noted, newest, loadedAt } = state;
	const now = Date.now();
	const others = othersOf(state, now);
	const all = [...noted.values()];
	if (others.length === 0) return all;

	// The service's clock when the static data were loaded; n8n's clock is compared with itself only.
	const loaded = newest.at + loadedAt - newest.readAt;
	const known = Math.min(loaded, ...others.map(([, { upTo }]) => upTo ?? loaded));
	const names = others.filter(([, { upTo }]) => upTo !== undefined).map(([id]) => id);
	return all.filter((one) => {
		if (one.wasDelivered) return true;
		if (one.event.at > known - GRACE_MS) return false;
		one.missedSince ??= now;
		return isOwn(one.event.id, names) || loadedAt - one.missedSince > GRACE_MS;
	});
}

/** Whether an event belongs to this process: all find the same one. */
const isOwn = (id: string, others: string[]) =>
	others.every((other) => rank(id, other) < rank(id, THIS_PROCESS));

const rank = (id: string, process: string) =>
	createHash('sha256').update(`${id} ${process}`).digest('hex');
