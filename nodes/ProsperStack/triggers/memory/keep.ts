import type { TriggerContext } from '../../../shared/trigger';
import type { TriggerState } from '../reader/state';
import { merged, withoutHandled, type Memory } from './memory';
import { fromSaved, toSaved, type MemoryOfAccount } from './staticData';
import { unrecorded } from './unrecorded';

/**
 * A memory is kept twice: in the state of this process, and in n8n's static data. To be called when
 * n8n has just loaded the static data: what they know and this process does not is taken over.
 *
 * @param account the mark of the account that the credential opens now
 */
export function takeOverSaved(context: TriggerContext, state: TriggerState, account: string): void {
	const saved = fromSaved(context.getWorkflowStaticData('node').memory);
	state.loadedAt = Date.now();
	const own = state.memory;
	if (!saved) return;
	if (!own) state.memory = saved;
	else if (isSameAccount(own, saved)) state.memory = both(own, saved);
	else if (saved.account === account) state.memory = saved;
}

const isSameAccount = (one: MemoryOfAccount, other: MemoryOfAccount) =>
	(one.account ?? other.account) === (other.account ?? one.account);

function both(own: MemoryOfAccount, other: MemoryOfAccount): MemoryOfAccount {
	const processes = new Map(own.processes);
	for (const [id, one] of other.processes) {
		if (one.savedAt >= (processes.get(id)?.savedAt ?? 0)) processes.set(id, one);
	}
	return { ...own, memory: merged(own.memory, other.memory), processes };
}

/**
 * Whether the static data, as n8n has just loaded them, lack something that this process has handled:
 * another process has saved them over it.
 */
export function lacksOwn(context: TriggerContext, { memory }: TriggerState): boolean {
	const saved = fromSaved(context.getWorkflowStaticData('node').memory);
	if (!saved || !memory) return false;
	const { seen, forgottenUpTo } = saved.memory;
	return [...memory.memory.seen].some(([id, at]) => at > forgottenUpTo && !seen.has(id));
}

/** What is remembered of this account; undefined if the trigger has never run with it. */
export function memoryOf({ memory }: TriggerState, account: string): Memory | undefined {
	return memory && (memory.account ?? account) === account ? memory.memory : undefined;
}

/** Replaces the memory in this process. It is saved with the next events that are handed out. */
export function setMemory(state: TriggerState, account: string, memory: Memory): void {
	state.memory = { account, memory, processes: state.memory?.processes ?? new Map() };
}

/**
 * Writes the memory into n8n's static data, which n8n saves when the hook, the poll or the delivery
 * that this is called in has ended.
 */
export function saveMemory(context: TriggerContext, state: TriggerState): void {
	if (!state.memory) return;
	const data = context.getWorkflowStaticData('node');
	const left = unrecorded(state);
	state.isSavedBehind = left.length > 0;
	const before = Math.min(oldestUnsettled(state), ...left.map(({ at }) => at));
	const memory = withoutHandled(state.memory.memory, left);
	const saved = toSaved({ ...state.memory, memory }, before);
	for (const one of new Set([data, ...state.unsaved])) one.memory = saved;
}

/** As a new process would find it: what is not settled yet will be read again. */
export function rewindMemory(state: TriggerState): void {
	if (!state.memory) return;
	state.memory = fromSaved(toSaved(state.memory, oldestUnsettled(state))) ?? state.memory;
}

/** The service's time of the oldest thing that is not settled yet: what is saved stays before it. */
function oldestUnsettled({ open, noted }: TriggerState): number {
	const opened = [...open.values()].map(({ knownUpTo }) => knownUpTo);
	const read = [...noted.values()].map(({ event }) => event.at);
	return [...opened, ...read].reduce((oldest, time) => Math.min(oldest, time), Infinity);
}
