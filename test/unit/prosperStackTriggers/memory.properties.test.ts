import * as fc from 'fast-check';
import type { FlowEvent } from '../../../nodes/ProsperStack/triggers/events/flowEvent';
import {
	isHandled,
	KEPT,
	merged,
	NOTHING,
	withHandled,
	withListed,
	withoutHandled,
	type Memory,
} from '../../../nodes/ProsperStack/triggers/memory/memory';
import { fromSaved, toSaved } from '../../../nodes/ProsperStack/triggers/memory/staticData';

/** Up to three events share a time stamp. */
const eventOf = (number: number): FlowEvent => ({
	id: `evt_${number}`,
	at: 1_000 + Math.floor(number / 3),
	event: 'flow_session_completed',
	createdAt: '',
	session: {},
});

/** Several stretches of events, also backwards, that can overlap; often more than are remembered. */
const events = fc
	.array(fc.tuple(fc.nat(1_900), fc.nat(600), fc.boolean()), { maxLength: 4 })
	.map((stretches) =>
		stretches.flatMap(([first, count, isBackwards]) => {
			const stretch = Array.from({ length: count }, (_, index) => eventOf(first + index));
			return isBackwards ? stretch.reverse() : stretch;
		}),
	);
const lots = fc.array(events, { maxLength: 3 });

const handledIn = (lotsOfEvents: FlowEvent[][]) => lotsOfEvents.reduce(withHandled, NOTHING);

/** Where the list is followed, too. */
const listed = (memory: Memory) => withListed(memory, { events: [], ms: 0 });
const memories = lots.map((given) => listed(handledIn(given)));

/** Which events count as handled; and all else that must not depend on the order. */
const known = ({ listedUpTo, ...memory }: Memory) => ({
	handled: Array.from({ length: 2_500 }, (_, number) => eventOf(number))
		.filter((event) => isHandled({ ...memory, listedUpTo }, event))
		.map(({ id }) => id),
	begin: memory.begin,
	forgottenUpTo: memory.forgottenUpTo,
	size: memory.seen.size,
});

const RUNS = { numRuns: 30 };

test('of what was handled, the newest are remembered, and nothing else is', () => {
	fc.assert(
		fc.property(lots, events, (given, others) => {
			const memory = handledIn(given);
			const times = new Map(given.flat().map(({ id, at }) => [id, at]));
			expect(memory.seen.size).toBe(Math.min(KEPT, times.size));
			expect(Object.fromEntries(times)).toMatchObject(Object.fromEntries(memory.seen));
			const forgotten = [...times].filter(([id]) => !memory.seen.has(id));
			const newestForgotten = Math.max(0, ...forgotten.map(([, at]) => at));
			expect(memory.forgottenUpTo).toBe(newestForgotten);
			expect(Math.min(...memory.seen.values())).toBeGreaterThanOrEqual(newestForgotten);
			const unknown = others.filter(({ id, at }) => !times.has(id) && at > newestForgotten);
			expect(unknown.filter((event) => isHandled(listed(memory), event))).toEqual([]);
		}),
		RUNS,
	);
});

test('where the list is followed, what was handled stays handled', () => {
	fc.assert(
		fc.property(lots, memories, (given, other) => {
			const memory = listed(handledIn(given));
			for (const both of [memory, merged(memory, other), merged(other, memory)]) {
				expect(given.flat().filter((event) => !isHandled(both, event))).toEqual([]);
			}
		}),
		RUNS,
	);
});

test('what is to be read again does not count as handled, and all older still does', () => {
	fc.assert(
		fc.property(lots, events, (given, again) => {
			const memory = listed(handledIn([...given, again]));
			const without = withoutHandled(memory, again);
			expect(again.filter((event) => isHandled(without, event))).toEqual([]);
			const oldest = Math.min(...again.map(({ at }) => at));
			const older = given.flat().filter(({ at }) => at < oldest);
			expect(older.filter((event) => !isHandled(without, event))).toEqual([]);
		}),
		RUNS,
	);
});

test('merging with itself changes nothing, also once more', () => {
	fc.assert(
		fc.property(memories, memories, (one, other) => {
			expect(merged(one, one)).toEqual(one);
			const both = merged(one, other);
			expect(known(merged(both, other))).toEqual(known(both));
		}),
		RUNS,
	);
});

test('it does not matter in which order memories are merged', () => {
	fc.assert(
		fc.property(memories, memories, memories, (a, b, c) => {
			const first = known(merged(merged(a, b), c));
			expect(known(merged(c, merged(b, a)))).toEqual(first);
			expect(known(merged(merged(c, a), b))).toEqual(first);
		}),
		RUNS,
	);
});

test('what is saved comes back', () => {
	const times = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
	const ids = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '7'));
	const states = fc.record({
		account: fc.string(),
		memory: fc.record<Memory>({
			seen: fc.array(fc.tuple(ids, times)).map((entries) => new Map(entries)),
			begin: times,
			forgottenUpTo: times,
			listedUpTo: fc.option(times, { nil: undefined }),
		}),
		processes: fc
			.array(
				fc.tuple(ids, fc.record({ savedAt: times, upTo: fc.option(times, { nil: undefined }) })),
			)
			.map((entries) => new Map(entries)),
	});
	fc.assert(
		fc.property(states, (state) => {
			expect(fromSaved(JSON.parse(JSON.stringify(toSaved(state, Infinity))))).toEqual(state);
		}),
	);
});
