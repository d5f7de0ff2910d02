import type { FlowEvent } from '../events/flowEvent';
import type { Listing } from '../events/readEvents';

/**
 * What a trigger remembers of the events it has handled (put out, or left out by a filter). All times
 * are the service's, in milliseconds since 1970. Nothing in this file waits or keeps anything.
 */
export interface Memory {
	/** The IDs of the newest handled events, with their time. */
	seen: ReadonlyMap<string, number>;
	/** The trigger began here: everything created at this time or earlier is old. */
	begin: number;
	/** The newest event that no longer fits into `seen`. */
	forgottenUpTo: number;
	/**
	 * Everything created at this time or earlier has been listed. Undefined if the list has not been
	 * followed: then it can't tell what was missed from what is old.
	 */
	listedUpTo: number | undefined;
}

/** So many IDs are remembered: less than 50 kB of static data. */
export const KEPT = 1_000;

/** Events can share a time stamp, and one can be listed a little after another that is later. */
export const MARGIN_MS = 500;

/**
 * Where it costs no further request, a reading begins even earlier, for events that are listed late:
 * so long, but no more than so many known events.
 */
const LATE_MS = 24 * 60 * 60_000;
const READ_AGAIN = 50;

export const NOTHING: Memory = {
	seen: new Map(),
	begin: 0,
	forgottenUpTo: 0,
	listedUpTo: undefined,
};

type Read = Pick<Listing, 'events' | 'ms'>;

/**
 * The memory of a trigger that begins now: all these events are old.
 *
 * @param from it begins at this earlier time: only what was created before is old
 */
export function beginningAfter({ events, ms }: Read, from?: number): Memory {
	const old = from === undefined ? events : events.filter(({ at }) => at < from);
	const { listedUpTo = 0, ...memory } = withListed(withHandled(NOTHING, old), { events: old, ms });
	const begin = Math.max(listedUpTo, (from ?? 0) - 1);
	return { ...memory, begin, listedUpTo: begin };
}

/**
 * Whether an event was handled. What was forgotten counts as handled where the list is followed:
 * nothing is passed over then. Elsewhere only what was really seen does.
 */
export const isHandled = (
	{ seen, begin, forgottenUpTo, listedUpTo }: Memory,
	{ id, at }: FlowEvent,
) => seen.has(id) || at <= begin || (listedUpTo !== undefined && at <= forgottenUpTo);

/**
 * Whether a listed event was missed. Where all that the service has was read, and not only what
 * follows some handled event, the time tells what was passed over before.
 */
export const isMissed = (memory: Memory, event: FlowEvent, isWhole: boolean) =>
	memory.listedUpTo !== undefined &&
	!isHandled(memory, event) &&
	(!isWhole || event.at >= memory.listedUpTo);

export const withHandled = (memory: Memory, events: FlowEvent[]): Memory =>
	trimmed({
		...memory,
		seen: new Map([...memory.seen, ...events.map(({ id, at }) => [id, at] as const)]),
	});

/** The memory as if these events had not been handled: they will be read again. */
export function withoutHandled(memory: Memory, events: FlowEvent[]): Memory {
	const ids = new Set(events.map(({ id }) => id));
	const before = events.reduce((oldest, { at }) => Math.min(oldest, at), Infinity);
	return {
		...memory,
		seen: new Map([...memory.seen].filter(([id]) => !ids.has(id))),
		forgottenUpTo: Math.min(memory.forgottenUpTo, Math.ceil(before) - 1),
	};
}

/**
 * The order of the list is not documented, so an event that occurs while several pages are read may
 * be missed although a later one is listed. Counted back from the newest listed one, all that
 * occurred before the reading began is longer ago than the reading took. No clocks are compared.
 */
export function withListed(memory: Memory, { events, ms }: Read): Memory {
	const newest = Math.max(0, ...events.map(({ at }) => at));
	return { ...memory, listedUpTo: Math.max(memory.listedUpTo ?? 0, newest - ms - MARGIN_MS) };
}

/** What two copies of a memory know together. How far the list was read counts as in the first. */
export function merged(own: Memory, other: Memory): Memory {
	return trimmed({
		seen: new Map([...own.seen, ...other.seen]),
		begin: Math.max(own.begin, other.begin),
		forgottenUpTo: Math.max(own.forgottenUpTo, other.forgottenUpTo),
		listedUpTo: own.listedUpTo ?? other.listedUpTo,
	});
}

/** Up to when the list is known, however that came. */
export const knownUpTo = ({ seen, listedUpTo }: Memory) =>
	listedUpTo ?? Math.max(0, ...seen.values());

/**
 * The handled event that the next reading begins after; undefined if there is none.
 *
 * @param since the reading must begin before this time
 */
export function pointer(memory: Memory, since = Infinity): string | undefined {
	const oldestFirst = byTime(memory.seen);
	const lastUpTo = (time: number) => oldestFirst.findLastIndex(([, at]) => at <= time);
	const time = Math.min(knownUpTo(memory), since - 1);
	const latest = Math.min(lastUpTo(time), oldestFirst.length - READ_AGAIN);
	const index = Math.max(0, latest, lastUpTo(time - LATE_MS));
	return oldestFirst[index]?.[0];
}

const byTime = (seen: Memory['seen']) => [...seen].sort(([, a], [, b]) => a - b);

/** What no longer fits is forgotten, oldest first. */
function trimmed(memory: Memory): Memory {
	if (memory.seen.size <= KEPT) return memory;
	const oldestFirst = byTime(memory.seen);
	const forgotten = oldestFirst.slice(0, oldestFirst.length - KEPT);
	return {
		...memory,
		seen: new Map(oldestFirst.slice(forgotten.length)),
		forgottenUpTo: Math.max(memory.forgottenUpTo, forgotten.at(-1)?.[1] ?? 0),
	};
}
