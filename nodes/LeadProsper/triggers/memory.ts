import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import { triggerKey } from '../../shared/trigger';

/**
 * A trigger's memory is kept in two places:
 *
 * - In n8n's static data, under the node's name. They survive a restart of n8n, but n8n saves them
 *   only when a workflow is activated and when a poll outputs something.
 * - In this process, under the node's id. This copy also has the memory of polls that output
 *   nothing, and it is still found after the node was renamed. It does not survive a restart.
 *
 * If a node is renamed and n8n restarts before the node's next poll, its memory is lost. It starts
 * anew, as if it had just been activated.
 */
interface ProcessCopy {
	memory: IDataObject;
	/**
	 * The time of the last poll whose memory n8n should have saved, in milliseconds since 1970. A
	 * poll that outputs something sets it to its own time. A poll that outputs nothing leaves it
	 * unchanged, because n8n does not save its memory.
	 *
	 * If the memory in the static data is older than this, n8n could not save it. Then this copy must
	 * not be used: the saved memory is, and the records of the poll that was not saved come again.
	 */
	validFrom: number;
	/** The node's name when the copy was made. */
	name: string;
	/** Its place in the order of what happens here, see `order`. */
	keptAt: number;
}

const processCopies = new Map<string, ProcessCopy>();

/** Counts what happens here: times can be the same, and clocks can be set back. */
let order = 0;

/** When this process first saw these static data: n8n had loaded them shortly before. */
const loadedAt = new WeakMap<IDataObject, number>();

/**
 * To be called as each poll begins, also one that is not run. When a workflow is published again, n8n
 * loads its static data anew. If a poll is still under way then, they don't have its memory, and that
 * is no sign that n8n could not save it.
 */
export function noteLoaded(context: IPollFunctions): void {
	const data = context.getWorkflowStaticData('node');
	if (!loadedAt.has(data)) loadedAt.set(data, ++order);
}

/** Whether this trigger has never polled, for whatever event. */
export const isFirstPoll = (context: IPollFunctions) => newest(context) === undefined;

/**
 * Gives the memory of the last poll. Undefined if there was no poll, or if it watched for another
 * event: when the user comes back to an earlier event, the trigger starts anew, and does not output
 * everything that has happened in the meantime.
 */
export function recall(context: IPollFunctions, event: string): IDataObject | undefined {
	const memory = newest(context);
	return memory?.event === event ? memory : undefined;
}

/**
 * Stores the memory in both places. The static data are changed with a single assignment, so that
 * n8n can't save half of a memory.
 *
 * @param putsOut whether the poll outputs something, so that n8n saves the static data
 */
export function remember(context: IPollFunctions, memory: IDataObject, putsOut: boolean): void {
	const key = triggerKey(context);
	const before = newest(context);
	const copy = processCopies.get(key);
	const lastSaved = copy && copy.memory === before ? copy.validFrom : polledAt(before ?? memory);
	const validFrom = putsOut ? polledAt(memory) : lastSaved;
	const { name } = context.getNode();
	processCopies.set(key, { memory, validFrom, name, keptAt: ++order });
	context.getWorkflowStaticData('node').memory = memory;
}

function newest(context: IPollFunctions): IDataObject | undefined {
	const data = context.getWorkflowStaticData('node');
	const saved: IDataObject | undefined = isObject(data.memory) ? data.memory : undefined;
	const copy = processCopies.get(triggerKey(context));
	if (copy && (loadedAt.get(data) ?? Infinity) <= copy.keptAt) return copy.memory;
	return copy && isCurrent(copy, saved, context.getNode().name) ? copy.memory : saved;
}

/** Whether to use the copy in this process instead of the memory that n8n has saved. */
function isCurrent(copy: ProcessCopy, saved: IDataObject | undefined, nameNow: string): boolean {
	if (!saved) return true;
	if (polledAt(saved) > polledAt(copy.memory)) return false;
	// After a rename, the saved memory may be from an earlier time when the node had this name too.
	return polledAt(saved) >= copy.validFrom || copy.name !== nameNow;
}

/** When a memory was made, in milliseconds since 1970. */
const polledAt = (memory: IDataObject | undefined) => Number(memory?.polledAt ?? 0);
