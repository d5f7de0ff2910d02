import type { FlowEvent } from '../events/flowEvent';
import type { Listing } from '../events/readEvents';
import { memoryOf, setMemory } from '../memory/keep';
import {
	beginningAfter,
	isHandled,
	isMissed,
	merged,
	NOTHING,
	withListed,
	type Memory,
} from '../memory/memory';
import type { TriggerState } from './state';

/**
 * Notes what a listing shows: what was delivered, and with Catch Up what was missed. Nothing waits in
 * here.
 *
 * @param account the mark of the account that was read
 * @param catchUp whether the list is followed
 */
export function noteListing(
	state: TriggerState,
	account: string,
	listing: Listing,
	catchUp: boolean,
): void {
	const known = knownMemory(state, account, listing);
	// What was noted is of another account.
	if (!known) state.noted.clear();
	const memory = catchUp || !known ? followed(state, known, listing, catchUp) : known;
	if (!memory) return;
	const isFollowed = catchUp && memory.listedUpTo !== undefined;
	setMemory(state, account, isFollowed ? withListed(memory, listing) : memory);
	const newest = listing.events.reduce((latest, { at }) => Math.max(latest, at), 0);
	state.newest = { at: newest, readAt: Date.now() };

	for (const event of listing.events) {
		if (isHandled(memory, event)) state.open.delete(event.id);
		else if (state.open.delete(event.id)) noteDelivered(state, event);
		else if (catchUp && isMissed(memory, event, listing.isWhole) && !state.noted.has(event.id)) {
			state.noted.set(event.id, { event, wasDelivered: false });
		}
	}
	// What was handled, or what another process has handed out meanwhile.
	for (const id of state.open.keys()) if (memory.seen.has(id)) state.open.delete(id);
	for (const id of state.noted.keys()) if (memory.seen.has(id)) state.noted.delete(id);
}

export const noteDelivered = (state: TriggerState, event: FlowEvent): void =>
	void state.noted.set(event.id, { event, wasDelivered: true });

/** With Real Events Only switched off, what the list does not show is taken as it was sent. */
export function noteAsSent(state: TriggerState, account: string): void {
	const memory = memoryOf(state, account) ?? NOTHING;
	setMemory(state, account, memory);
	for (const { id, asSent } of state.open.values()) {
		if (asSent && !memory.seen.has(id)) noteDelivered(state, asSent);
	}
	state.open.clear();
}

/**
 * The memory that a listing continues. That may be one of another mark: it is of the same account if
 * it knows one of the listed events. Then the account has a new key, and what was missed meanwhile is
 * not lost.
 */
export function knownMemory(
	state: TriggerState,
	account: string,
	{ events }: Listing,
): Memory | undefined {
	const other = state.memory?.memory;
	const isSame = events.some(({ id, at }) => other?.seen.get(id) === at);
	return memoryOf(state, account) ?? (isSame ? other : undefined);
}

/**
 * A trigger that has not followed the list can't tell what was missed from what is old. Then it
 * follows the list from just before the first event that was delivered.
 *
 * @returns the memory as it is if it follows the list already, or if nothing delivered is shown
 */
function followed(
	{ open }: TriggerState,
	memory: Memory | undefined,
	{ events, ms }: Listing,
	catchUp: boolean,
): Memory | undefined {
	if (memory?.listedUpTo !== undefined) return memory;
	const delivered = events.filter(
		(event) => open.has(event.id) && !isHandled(memory ?? NOTHING, event),
	);
	if (delivered.length === 0) return memory;
	const first = Math.min(...delivered.map(({ at }) => at));
	const begun = beginningAfter({ events: events.filter(({ at }) => at < first), ms });
	return merged(memory ?? NOTHING, catchUp ? begun : { ...begun, listedUpTo: undefined });
}
