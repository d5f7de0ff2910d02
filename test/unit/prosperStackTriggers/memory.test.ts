import type { FlowEvent } from '../../../nodes/ProsperStack/triggers/flowEvent';
import {
	beginningAfter,
	dueIn,
	isHandled,
	KEPT,
	MARGIN_MS,
	NOTHING,
	pointer,
	withHandled,
	withListed,
} from '../../../nodes/ProsperStack/triggers/memory';

const event = (id: string, at: number): FlowEvent => ({
	id,
	at,
	event: 'flow_session_completed',
	createdAt: new Date(at).toISOString(),
	session: {},
});

const listing = (events: FlowEvent[], ms = 0, isWhole = true) => ({ events, ms, isWhole });

describe('memory', () => {
	test('begins after what is there', () => {
		const memory = beginningAfter(listing([event('a', 10_000), event('b', 20_000)]));
		expect(isHandled(memory, event('a', 10_000))).toBe(true);
		expect(isHandled(memory, event('older', 20_000 - MARGIN_MS))).toBe(true);
		expect(isHandled(memory, event('same moment', 20_000))).toBe(false);
		expect(isHandled(memory, event('newer', 20_001))).toBe(false);
	});

	test('of an account without events takes everything for new', () => {
		const memory = beginningAfter(listing([]));
		expect(pointer(memory)).toBeUndefined();
		expect(isHandled(memory, event('a', 1))).toBe(false);
	});

	test('what occurred while it was read is new', () => {
		const memory = beginningAfter(listing([event('a', 10_000), event('b', 90_000)], 30_000));
		expect(isHandled(memory, event('missed', 60_001 - MARGIN_MS))).toBe(false);
		expect(isHandled(memory, event('old', 60_000 - MARGIN_MS))).toBe(true);
	});

	test('an event that was looked up moves nothing: the list may not have come that far', () => {
		const begun = beginningAfter(listing([event('a', 10_000)]));
		const memory = withHandled(begun, [event('looked up', 500_000)]);
		expect(memory.listedUpTo).toBe(begun.listedUpTo);
		expect(isHandled(memory, event('between', 400_000))).toBe(false);
		expect(pointer(memory)).toBe('a');
	});

	test('where all was read, only what was not listed before is due', () => {
		const memory = withListed(NOTHING, listing([event('a', 50_000)]));
		const all = listing([event('passed over', 40_000), event('new', 60_000)]);
		expect(dueIn(memory, all).map(({ id }) => id)).toEqual(['new']);
		expect(dueIn(memory, { ...all, isWhole: false })).toHaveLength(2);
	});

	test('keeps the newest ids, and takes what is older for handled', () => {
		const many = Array.from({ length: KEPT + 10 }, (_, i) => event(`e${i}`, 1_000 + i));
		const memory = withHandled(NOTHING, many);
		expect(memory.seen.size).toBe(KEPT);
		expect(memory.floor).toBe(1_009);
		for (const one of many) expect(isHandled(memory, one)).toBe(true);
		expect(isHandled(memory, event('late', 1_010))).toBe(false);
	});
});

describe('the pointer', () => {
	const minutes = (count: number) => count * 60_000;
	/** One event a second, for an hour. */
	const busy = Array.from({ length: KEPT }, (_, i) => event(`e${i}`, (i + 1) * 1_000));

	test('goes back five minutes, for what is listed late', () => {
		const quiet = [1, 10, 20, 26, 30].map((minute) => event(`at ${minute}`, minutes(minute)));
		expect(pointer(beginningAfter(listing(quiet)))).toBe('at 20');
	});

	test('goes back no further than fits into the page that is read in any case', () => {
		expect(pointer(beginningAfter(listing(busy)))).toBe(`e${KEPT - 50}`);
	});

	test('goes back as far as the last reading took, however many that is', () => {
		const { id } = busy.findLast(({ at }) => at <= KEPT * 1_000 - 200_000 - MARGIN_MS)!;
		expect(pointer(beginningAfter(listing(busy, 200_000)))).toBe(id);
	});

	test('more events than are remembered, while they were read: no repeats', () => {
		const burst = Array.from({ length: 3 * KEPT }, (_, i) => event(`e${i}`, minutes(1) + i));
		const memory = beginningAfter(listing(burst, minutes(1)));
		const again = listing(burst, 0, false);
		expect(dueIn(memory, again)).toEqual([]);
		expect(pointer(memory)).toBe(`e${2 * KEPT}`);
	});
});
