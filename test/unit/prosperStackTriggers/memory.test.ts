import type { FlowEvent } from '../../../nodes/ProsperStack/triggers/flowEvent';
import {
	beginningAfter,
	isHandled,
	KEPT,
	newestTime,
	OVERLAP_MS,
	pointer,
	withHandled,
} from '../../../nodes/ProsperStack/triggers/memory';

const event = (id: string, at: number): FlowEvent => ({
	id,
	at,
	event: 'flow_session_completed',
	createdAt: new Date(at).toISOString(),
	session: {},
});

describe('memory', () => {
	test('begins after what is there', () => {
		const memory = beginningAfter([event('a', 10_000), event('b', 20_000)]);
		expect(isHandled(memory, event('a', 10_000))).toBe(true);
		expect(isHandled(memory, event('older', 19_000))).toBe(true);
		expect(isHandled(memory, event('same moment', 20_000))).toBe(false);
		expect(isHandled(memory, event('newer', 20_001))).toBe(false);
	});

	test('of an account without events takes everything for new', () => {
		const memory = beginningAfter([]);
		expect(pointer(memory)).toBeUndefined();
		expect(isHandled(memory, event('a', 1))).toBe(false);
	});

	test('the pointer lies before the newest event, so that none that is late is missed', () => {
		const memory = beginningAfter([
			event('a', 10_000),
			event('b', 20_000),
			event('c', 20_000 + OVERLAP_MS - 1),
		]);
		expect(pointer(memory)).toBe('a');
		expect(pointer(withHandled(memory, [event('d', 20_000 + OVERLAP_MS)]))).toBe('b');
	});

	test('keeps the newest ids, and takes what is older for handled', () => {
		const many = Array.from({ length: KEPT + 10 }, (_, i) => event(`e${i}`, 1_000 + i));
		const memory = withHandled({ seen: new Map(), floor: 0 }, many);
		expect(memory.seen.size).toBe(KEPT);
		expect(memory.floor).toBe(1_009);
		expect(newestTime(memory)).toBe(1_000 + KEPT + 9);
		for (const one of many) expect(isHandled(memory, one)).toBe(true);
		expect(isHandled(memory, event('late', 1_010))).toBe(false);
	});
});
