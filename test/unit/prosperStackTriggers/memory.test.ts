import type { FlowEvent } from '../../../nodes/ProsperStack/triggers/events/flowEvent';
import {
	beginningAfter,
	isHandled,
	isMissed,
	KEPT,
	MARGIN_MS,
	merged,
	NOTHING,
	pointer,
	withHandled,
	withListed,
} from '../../../nodes/ProsperStack/triggers/memory/memory';
import { fromSaved, toSaved } from '../../../nodes/ProsperStack/triggers/memory/staticData';

const event = (id: string, at: number): FlowEvent => ({
	id,
	at,
	event: 'flow_session_completed',
	createdAt: new Date(at).toISOString(),
	session: {},
});

const listing = (events: FlowEvent[], ms = 0) => ({ events, ms });

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

	test('where all was read, only what was not listed before is missed', () => {
		const memory = withListed(NOTHING, listing([event('a', 50_000)]));
		const edge = 50_000 - MARGIN_MS;
		expect(isMissed(memory, event('passed over', edge - 1), true)).toBe(false);
		expect(isMissed(memory, event('at the edge', edge), true)).toBe(true);
		expect(isMissed(memory, event('passed over', edge - 1), false)).toBe(true);
		expect(isMissed(memory, event('a', 60_000), false)).toBe(true);
		expect(isMissed(withHandled(memory, [event('a', 1)]), event('a', 60_000), false)).toBe(false);
	});

	test('where the list is not followed, nothing is missed', () => {
		expect(isMissed(NOTHING, event('a', 1), false)).toBe(false);
	});

	test('begins from a moment: what came at that moment is new', () => {
		const memory = beginningAfter(listing([event('a', 10_000), event('b', 20_000)]), 20_000);
		expect(isHandled(memory, event('b', 20_000))).toBe(false);
		expect(isHandled(memory, event('late', 19_999))).toBe(true);
		expect(isMissed(memory, event('b', 20_000), true)).toBe(true);
		expect(pointer(memory)).toBe('a');
	});

	test('keeps the newest ids, and takes what is older for handled', () => {
		const many = Array.from({ length: KEPT + 10 }, (_, i) => event(`e${i}`, 1_000 + i));
		const memory = withListed(withHandled(NOTHING, many), listing(many));
		expect(memory.seen.size).toBe(KEPT);
		expect(memory.forgottenUpTo).toBe(1_009);
		for (const one of many) expect(isHandled(memory, one)).toBe(true);
		expect(isHandled(memory, event('at the edge', 1_009))).toBe(true);
		expect(isHandled(memory, event('late', 1_010))).toBe(false);
	});

	test('what was forgotten counts only where the list is followed', () => {
		const many = Array.from({ length: KEPT + 10 }, (_, i) => event(`e${i}`, 1_000 + i));
		expect(isHandled(withHandled(NOTHING, many), event('never seen', 1_005))).toBe(false);
	});

	test('two copies know what either knows, and how far the first has read', () => {
		const one = withListed(
			withHandled(NOTHING, [event('a', 10_000)]),
			listing([event('a', 10_000)]),
		);
		const other = withListed(
			withHandled(NOTHING, [event('b', 90_000)]),
			listing([event('b', 90_000)]),
		);
		const both = merged(one, { ...other, begin: 5 });
		expect([...both.seen.keys()].sort()).toEqual(['a', 'b']);
		expect(both.begin).toBe(5);
		expect(both.listedUpTo).toBe(one.listedUpTo);
		expect(merged(NOTHING, other).listedUpTo).toBe(other.listedUpTo);
	});

	test('is saved as JSON, and stays before what is not settled', () => {
		const memory = beginningAfter(listing([event('a', 10_000), event('b', 20_000)], 100));
		const own = {
			account: 'me',
			memory,
			processes: new Map([['p', { savedAt: 7, upTo: undefined }]]),
		};
		const saved = (before: number) => fromSaved(JSON.parse(JSON.stringify(toSaved(own, before))));
		expect(saved(Infinity)).toEqual(own);
		expect(saved(15_000)?.memory.listedUpTo).toBe(14_999);
	});
});

describe('the pointer', () => {
	const minutes = (count: number) => count * 60_000;
	/** One event a second, for an hour. */
	const busy = Array.from({ length: KEPT }, (_, i) => event(`e${i}`, (i + 1) * 1_000));

	const hours = (count: number) => minutes(60 * count);

	test('goes back a day, for what is listed late', () => {
		const quiet = [1, 10, 24, 26, 50].map((hour) => event(`at ${hour}`, hours(hour)));
		expect(pointer(beginningAfter(listing(quiet)))).toBe('at 24');
		const edge = [1, 26, 50].map((hour) => event(`at ${hour}`, hours(hour) - MARGIN_MS));
		const memory = beginningAfter(listing([...edge, event('newest', hours(50))]));
		expect(pointer(memory)).toBe('at 26');
	});

	test('goes back before what is open, however many that is', () => {
		const memory = beginningAfter(listing(busy));
		expect(pointer(memory, 300_001)).toBe('e299');
		expect(pointer(memory, 300_000)).toBe('e298');
		expect(pointer(memory, 1)).toBe('e0');
	});

	test('where the list is not followed, goes by what was seen', () => {
		expect(pointer({ ...beginningAfter(listing(busy)), listedUpTo: undefined })).toBe(
			`e${KEPT - 50}`,
		);
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
		expect(burst.filter((one) => isMissed(memory, one, false))).toEqual([]);
		expect(pointer(memory)).toBe(`e${2 * KEPT}`);
	});
});
