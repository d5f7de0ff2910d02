import type { FlowEvent, Listing } from './flowEvent';

/** What a trigger remembers of the events it has handled (put out, or left out by a filter). */
export interface Memory {
	/** The ids of the newest handled events, with their time in milliseconds since 1970. */
	seen: ReadonlyMap<string, number>;
	/** Everything created at this time or earlier counts as handled, seen or not. */
	floor: number;
	/**
	 * Everything created at this time or earlier has been listed. Undefined if the list has not been
	 * followed: then it can't tell what is new from what is old.
	 */
	listedUpTo: number | undefined;
}

/** So many ids are remembered: less than 50 kB of static data. */
export const KEPT = 1_000;

/** Events can share a time stamp, and one can be listed a little after another that is later. */
export const MARGIN_MS = 500;

/**
 * Where it costs no further request, a reading begins even earlier, for events that are listed late:
 * so long, but no more than so many known events.
 */
const LATE_MS = 5 * 60_000;
const READ_AGAIN = 50;

export const NOTHING: Memory = { seen: new Map(), floor: 0, listedUpTo: undefined };

/** The memory of a trigger that begins now: all these events are old. */
export function beginningAfter(listing: Omit<Listing, 'isWhole'>): Memory {
	const memory = withListed(withHandled(NOTHING, listing.events), listing);
	return { ...memory, floor: Math.max(memory.floor, memory.listedUpTo ?? 0) };
}

export const isHandled = ({ seen, floor }: Memory, { id, at }: FlowEvent) =>
	seen.has(id) || at <= floor;

/**
 * Those of a listing that are not handled yet. Where all that the service has was read, and not only
 * what follows some handled event, the time tells what was passed over before.
 */
export const dueIn = (memory: Memory, { events, isWhole }: Listing) =>
	events.filter(
		(event) =>
			!isHandled(memory, event) &&
			(!isWhole || memory.listedUpTo === undefined || event.at >= memory.listedUpTo),
	);

export const withHandled = (memory: Memory, events: FlowEvent[]): Memory =>
	trimmed({
		...memory,
		seen: new Map([...memory.seen, ...events.map(({ id, at }) => [id, at] as const)]),
	});

/**
 * The order of the list is not documented, so an event that occurs while several pages are read may
 * be missed although a later one is listed. Counted back from the newest listed one, all that
 * occurred before the reading began is longer ago than the reading took. No clocks are compared.
 */
export function withListed(memory: Memory, { events, ms }: Omit<Listing, 'isWhole'>): Memory {
	const newest = Math.max(0, ...events.map(({ at }) => at));
	return { ...memory, listedUpTo: Math.max(memory.listedUpTo ?? 0, newest - ms - MARGIN_MS) };
}

/** What two copies of a memory know together. */
export function merged(one: Memory, other: Memory): Memory {
	const listed = [one.listedUpTo, other.listedUpTo].filter((time) => time !== undefined);
	return trimmed({
		seen: new Map([...one.seen, ...other.seen]),
		floor: Math.max(one.floor, other.floor),
		listedUpTo: listed.length > 0 ? Math.max(...listed) : undefined,
	});
}

/** The handled event that the next reading begins after; undefined if there is none. */
export function pointer({ seen, listedUpTo = 0 }: Memory): string | undefined {
	const oldestFirst = byTime(seen);
	const lastUpTo = (time: number) => oldestFirst.findLastIndex(([, at]) => at <= time);
	const latest = Math.min(lastUpTo(listedUpTo), oldestFirst.length - READ_AGAIN);
	const index = Math.max(0, latest, lastUpTo(listedUpTo - LATE_MS));
	return oldestFirst[index]?.[0];
}

const byTime = (seen: Memory['seen']) => [...seen].sort(([, a], [, b]) => a - b);

/** What no longer fits is forgotten, oldest first, and the floor rises to it. */
function trimmed(memory: Memory): Memory {
	const oldestFirst = byTime(memory.seen);
	const forgotten = oldestFirst.slice(0, Math.max(0, oldestFirst.length - KEPT));
	return {
		...memory,
		seen: new Map(oldestFirst.slice(forgotten.length)),
		floor: Math.max(memory.floor, forgotten.at(-1)?.[1] ?? 0),
	};
}
