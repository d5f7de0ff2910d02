import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import { triggerKey } from '../../shared/trigger';

/**
 * A trigger's memory is kept twice.
 *
 * In n8n's static data, which survive a restart. n8n saves them when a workflow is activated and when
 * a poll puts something out, under the node's name.
 *
 * And in this process, by the node's id. This copy is newer where polls have put nothing out, and it
 * is found again when the node was renamed.
 *
 * A node that is renamed while n8n is down, or that has not polled between its renaming and a restart,
 * has lost its memory. It begins anew, as if it had just been activated.
 */
interface ProcessCopy {
	memory: IDataObject;
	/**
	 * The copy counts as long as what n8n has saved was polled at this time (milliseconds since 1970) or
	 * later. A poll that puts nothing out keeps the time of the poll before it, because n8n does not save
	 * it. A poll that puts something out sets its own time: if n8n could not save that poll, the older
	 * saved memory counts, and its records come again.
	 */
	validFrom: number;
	/** The node's name when the copy was made. */
	name: string;
}

const processCopies = new Map<string, ProcessCopy>();

/**
 * What the last poll left; undefined if there was none, or if it watched for another event. (What has
 * happened since then is not to come all at once when the user comes back to that event.)
 */
export function recall(context: IPollFunctions, event: string): IDataObject | undefined {
	const memory = newest(context);
	return memory?.event === event ? memory : undefined;
}

/**
 * Keeps both copies. It is one assignment, so that n8n never saves half of a memory.
 *
 * @param putsOut whether the poll puts something out
 */
export function remember(context: IPollFunctions, memory: IDataObject, putsOut: boolean): void {
	const key = triggerKey(context);
	const before = newest(context);
	const copy = processCopies.get(key);
	const unsavedSince = copy && copy.memory === before ? copy.validFrom : polledAt(before ?? memory);
	const validFrom = putsOut ? polledAt(memory) : unsavedSince;
	processCopies.set(key, { memory, validFrom, name: context.getNode().name });
	context.getWorkflowStaticData('node').memory = memory;
}

function newest(context: IPollFunctions): IDataObject | undefined {
	const { memory } = context.getWorkflowStaticData('node');
	const saved: IDataObject | undefined = isObject(memory) ? memory : undefined;
	const copy = processCopies.get(triggerKey(context));
	return copy && counts(copy, saved, context.getNode().name) ? copy.memory : saved;
}

/** Whether the copy in this process counts, and not what n8n has saved. */
function counts(copy: ProcessCopy, saved: IDataObject | undefined, nameNow: string): boolean {
	if (!saved) return true;
	if (polledAt(saved) > polledAt(copy.memory)) return false;
	// What is saved under a name from before tells nothing of the polls since then.
	return polledAt(saved) >= copy.validFrom || copy.name !== nameNow;
}

/** When a memory was made, in milliseconds since 1970. */
const polledAt = (memory: IDataObject | undefined) => Number(memory?.polledAt ?? 0);
