import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import { triggerKey } from '../../shared/trigger';

/**
 * What a trigger remembers between polls is kept in n8n's static data, which survive a restart. n8n
 * saves them when a workflow is activated and when a poll puts something out, and under the node's
 * name. So it is kept here too, by the node's id, as long as the process lives: what polls have
 * remembered that put nothing out, and what is saved under another name since the node was renamed.
 *
 * A node that is renamed while n8n is down, or before n8n restarts without having polled since, has no
 * memory any more: it begins anew, as if it had just been activated.
 */
interface Kept {
	memory: IDataObject;
	/** The oldest saved memory that this one follows: nothing was put out in between. */
	since: number;
	/** The node's name at that time. */
	name: string;
}

const keptHere = new Map<string, Kept>();

/**
 * What the last poll left; undefined if there was none, or if it watched for another event: what has
 * happened since then is not to come all at once when the user comes back to it.
 */
export function recall(context: IPollFunctions, event: string): IDataObject | undefined {
	const memory = newest(context);
	return memory?.event === event ? memory : undefined;
}

/**
 * One assignment, so that there is no half of it. n8n saves it after the poll.
 *
 * @param putsOut whether the poll puts something out: whether that worked is told by what n8n has
 *   saved, and by nothing else
 */
export function remember(context: IPollFunctions, memory: IDataObject, putsOut: boolean): void {
	const since = putsOut ? polledAt(memory) : sinceWhen(context, memory);
	keptHere.set(triggerKey(context), { memory, since, name: context.getNode().name });
	context.getWorkflowStaticData('node').memory = memory;
}

function sinceWhen(context: IPollFunctions, memory: IDataObject): number {
	const before = newest(context);
	const chain = keptHere.get(triggerKey(context));
	return chain?.memory === before && chain ? chain.since : polledAt(before ?? memory);
}

/** What was saved, or what follows it. Anything else here is out of date, or was never put out. */
function newest(context: IPollFunctions): IDataObject | undefined {
	const { memory } = context.getWorkflowStaticData('node');
	const saved: IDataObject | undefined = isObject(memory) ? memory : undefined;
	const here = keptHere.get(triggerKey(context));
	return here && follows(here, saved, context.getNode().name) ? here.memory : saved;
}

function follows({ memory, since, name }: Kept, saved: IDataObject | undefined, nameNow: string) {
	if (!saved) return true;
	const at = polledAt(saved);
	// What is saved under a name that the node had before says nothing about the time in between.
	return at <= polledAt(memory) && (at >= since || name !== nameNow);
}

/** When a memory was made, in milliseconds since 1970. */
const polledAt = (memory: IDataObject | undefined) => Number(memory?.polledAt ?? 0);
