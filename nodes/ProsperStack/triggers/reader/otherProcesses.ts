import { createHash, randomUUID } from 'node:crypto';
import type { NotedEvent, TriggerState } from './state';

/**
 * Several n8n processes can receive deliveries (queue mode with webhook processors, several mains).
 * They share nothing but the static data, which each saves when it hands something out. So:
 * - What was delivered to this process goes out at once.
 * - What the list alone shows may have been delivered to another process. It goes out when it is so
 *   old that the other one would have said so in the static data as they were last loaded here.
 * - All find it at about the same time. So it belongs to one process, which all of them know; the
 *   others wait once more as long.
 * Where the static data name no other process, nothing waits.
 */
const THIS_PROCESS = randomUUID().slice(0, 8);

/** Longer than a delivery takes from its arrival to the moment when n8n has saved the static data. */
const GRACE_MS = 60_000;

/** A process that has handed nothing out for so long does not count any more. */
const FORGOTTEN_AFTER_MS = 10 * 60_000;

const isRecent = ([, at]: [string, number], now: number) => now - at < FORGOTTEN_AFTER_MS;

/** This process hands something out: the memory that is saved with it says so. */
export function recordThisProcess(state: TriggerState): void {
	if (!state.memory) return;
	const now = Date.now();
	const recent = [...state.memory.processes].filter((one) => isRecent(one, now));
	state.memory = { ...state.memory, processes: new Map(recent).set(THIS_PROCESS, now) };
}

/** This process has just started, or the workflow was published: whatever others did is over. */
export function recordOnlyThisProcess(state: TriggerState): void {
	if (!state.memory) return;
	state.memory = { ...state.memory, processes: new Map([[THIS_PROCESS, Date.now()]]) };
}

/** Those of the noted events that may be handed out now. */
export function dueOf({ memory, noted, newest, loadedAt }: TriggerState): NotedEvent[] {
	const now = Date.now();
	const others = [...(memory?.processes ?? [])]
		.filter((one) => isRecent(one, now))
		.map(([id]) => id)
		.filter((id) => id !== THIS_PROCESS);
	const all = [...noted.values()];
	if (others.length === 0) return all;

	// The service's clock, when the static data were loaded: no clocks are compared.
	const loaded = newest.at + loadedAt - newest.readAt;
	return all.filter((one) => {
		if (one.wasDelivered) return true;
		if (one.event.at > loaded - GRACE_MS) return false;
		one.missedSince ??= now;
		return isOwn(one.event.id, others) || loadedAt - one.missedSince > GRACE_MS;
	});
}

/** Whether an event belongs to this process: all find the same one. */
const isOwn = (id: string, others: string[]) =>
	others.every((other) => rank(id, other) < rank(id, THIS_PROCESS));

const rank = (id: string, process: string) =>
	createHash('sha256').update(`${id} ${process}`).digest('hex');
