import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import { triggerKey } from '../../shared/trigger';

/**
 * What a trigger remembers between polls is kept in n8n's static data, which survive a restart. n8n
 * saves them when a workflow is activated and when a poll puts something out, so what polls have
 * remembered that put nothing out is kept here too, as long as the process lives.
 */
interface Unsaved {
	memory: IDataObject;
	/** The oldest memory that this one follows with nothing put out in between. */
	since: number;
}

const unsaved = new Map<string, Unsaved>();

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
	const key = triggerKey(context);
	if (putsOut) unsaved.delete(key);
	else unsaved.set(key, { memory, since: sinceWhen(context, memory) });
	context.getWorkflowStaticData('node').memory = memory;
}

function sinceWhen(context: IPollFunctions, memory: IDataObject): number {
	const before = newest(context);
	const chain = unsaved.get(triggerKey(context));
	return chain?.memory === before && chain ? chain.since : polledAt(before ?? memory);
}

/** What was saved, or what follows it. Anything else here is out of date, or was never put out. */
function newest(context: IPollFunctions): IDataObject | undefined {
	const { memory } = context.getWorkflowStaticData('node');
	const saved: IDataObject | undefined = isObject(memory) ? memory : undefined;
	const here = unsaved.get(triggerKey(context));
	const at = polledAt(saved);
	return here && at >= here.since && at <= polledAt(here.memory) ? here.memory : saved;
}

/** When a memory was made, in milliseconds since 1970. */
const polledAt = (memory: IDataObject | undefined) => Number(memory?.polledAt ?? 0);
