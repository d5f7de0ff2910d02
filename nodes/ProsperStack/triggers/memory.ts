import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import { triggerKey, type TriggerContext } from '../../shared/trigger';
import type { FlowEvent } from './flowEvent';

/**
 * What a trigger remembers of the events it has handled (put out, or left out by a filter).
 *
 * It is kept twice. In this module, for the life of the process: this copy is never behind, whatever
 * comes at the same moment. And in n8n's static data, which survives a restart, but which each
 * execution loads for itself and saves without a lock: a save can be overtaken by an older one, and
 * several n8n processes don't see each other's. So the two are always merged; what one has lost the
 * other gives back.
 */
export interface Memory {
	/** The ids of the newest handled events, with their time in milliseconds since 1970. */
	seen: ReadonlyMap<string, number>;
	/** Everything created at this time or earlier counts as handled, seen or not. */
	floor: number;
}

/** So many ids are remembered: less than 50 kB of static data. */
export const KEPT = 1_000;

/**
 * Each reading begins so much before the newest known event. Events can share a time stamp, and one
 * can become visible after another that has a later one. In milliseconds.
 */
export const OVERLAP_MS = 500;

const ofThisProcess = new Map<string, Memory>();

/** What this trigger remembers; undefined if it has never run, or its static data were lost. */
export function recall(context: TriggerContext): Memory | undefined {
	const inProcess = ofThisProcess.get(triggerKey(context));
	const saved = fromStaticData(context.getWorkflowStaticData('node').memory);
	if (!inProcess || !saved) return inProcess ?? saved;
	return trimmed({
		seen: new Map([...saved.seen, ...inProcess.seen]),
		floor: Math.max(saved.floor, inProcess.floor),
	});
}

/** Cheaper than `recall`: most deliveries of a burst ask no more than this. */
export function hasSeen(context: TriggerContext, id: string): boolean {
	if (ofThisProcess.get(triggerKey(context))?.seen.has(id)) return true;
	const { memory } = context.getWorkflowStaticData('node');
	return isObject(memory) && isObject(memory.seen) && Object.hasOwn(memory.seen, id);
}

/** n8n saves the static data after the hook, the delivery or the poll that this is called in. */
export function remember(context: TriggerContext, memory: Memory): void {
	ofThisProcess.set(triggerKey(context), memory);
	const { seen, floor } = memory;
	context.getWorkflowStaticData('node').memory = { seen: Object.fromEntries(seen), floor };
}

/** After so many milliseconds: at once, and later should n8n be busy. */
const MARK_AGAIN_MS = [0, 20, 200];

/**
 * To be called, and not waited for, as a delivery starts the workflow. Newer versions of n8n 2 (2.41
 * for one) make a second workflow object of the same static data before they save them, which resets
 * the mark that they have changed: they would never be saved. So they are marked again; where n8n
 * keeps the mark this changes nothing.
 */
export async function markAgain(context: TriggerContext): Promise<void> {
	const data = context.getWorkflowStaticData('node');
	for (const ms of MARK_AGAIN_MS) {
		await sleep(ms);
		Object.assign(data, { memory: data.memory });
	}
}

/** The memory of a trigger that begins now: all these events are old. */
export function beginningAfter(events: FlowEvent[]): Memory {
	const newest = Math.max(0, ...events.map(({ at }) => at));
	const memory = withHandled({ seen: new Map(), floor: 0 }, events);
	return { ...memory, floor: Math.max(memory.floor, newest - OVERLAP_MS) };
}

/** The memory of a trigger that begins with the events of this moment. */
export const beginningAt = (at: number): Memory => ({ seen: new Map(), floor: at - OVERLAP_MS });

export const isHandled = ({ seen, floor }: Memory, { id, at }: FlowEvent) =>
	seen.has(id) || at <= floor;

export function withHandled({ seen, floor }: Memory, events: FlowEvent[]): Memory {
	return trimmed({
		seen: new Map([...seen, ...events.map(({ id, at }) => [id, at] as const)]),
		floor,
	});
}

/** The time of the newest handled event. */
export const newestTime = ({ seen, floor }: Memory) => Math.max(floor, ...seen.values());

/** The handled event that the next reading begins after; undefined if there is none. */
export function pointer(memory: Memory): string | undefined {
	const oldestFirst = byTime(memory.seen);
	const latest = newestTime(memory) - OVERLAP_MS;
	const before = oldestFirst.findLast(([, at]) => at <= latest) ?? oldestFirst[0];
	return before?.[0];
}

const byTime = (seen: Memory['seen']) => [...seen].sort(([, a], [, b]) => a - b);

/** What no longer fits is forgotten, oldest first, and the floor rises to it. */
function trimmed({ seen, floor }: Memory): Memory {
	const oldestFirst = byTime(seen);
	const forgotten = oldestFirst.slice(0, Math.max(0, oldestFirst.length - KEPT));
	return {
		seen: new Map(oldestFirst.slice(forgotten.length)),
		floor: Math.max(floor, forgotten.at(-1)?.[1] ?? 0),
	};
}

function fromStaticData(saved: unknown): Memory | undefined {
	if (!isObject(saved) || !isObject(saved.seen)) return undefined;
	const seen: IDataObject = saved.seen;
	return {
		seen: new Map(Object.entries(seen).map(([id, at]) => [id, Number(at)])),
		floor: Number(saved.floor ?? 0),
	};
}
