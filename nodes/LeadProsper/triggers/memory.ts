import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { isObject } from '../../shared/json';

/**
 * What a trigger remembers between polls. It is kept twice: in n8n's static data, which survive a
 * restart, but which n8n saves only when a workflow is activated and when a poll puts something out;
 * and in this module, which is never behind as long as the process lives. The newer one counts.
 */
const ofThisProcess = new Map<string, IDataObject>();

/** Names one trigger among all that run in this process. */
export const triggerKey = (context: IPollFunctions) =>
	`${context.getWorkflow().id}:${context.getNode().id}`;

/**
 * What the last poll left; undefined if there was none, or if it watched for another event: what has
 * happened since then is not to come all at once when the user comes back to it.
 */
export function recall(context: IPollFunctions, event: string): IDataObject | undefined {
	const kept = ofThisProcess.get(triggerKey(context));
	const { memory } = context.getWorkflowStaticData('node');
	const saved: IDataObject | undefined = isObject(memory) ? memory : undefined;
	const newest = [kept, saved].reduce((a, b) => (polledAt(b) > polledAt(a) ? b : a));
	return newest?.event === event ? newest : undefined;
}

/** One assignment, so that there is no half of it. n8n saves it after the poll. */
export function remember(context: IPollFunctions, memory: IDataObject): void {
	ofThisProcess.set(triggerKey(context), memory);
	context.getWorkflowStaticData('node').memory = memory;
}

/** When a memory was made, in milliseconds since 1970. */
export const polledAt = (memory: IDataObject | undefined) => Number(memory?.polledAt ?? 0);
