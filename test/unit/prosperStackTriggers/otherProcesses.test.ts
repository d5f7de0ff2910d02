import { NOTHING } from '../../../nodes/ProsperStack/triggers/memory/memory';
import {
	dueOf,
	recordThisProcess,
} from '../../../nodes/ProsperStack/triggers/reader/otherProcesses';
import type { NotedEvent, TriggerState } from '../../../nodes/ProsperStack/triggers/reader/state';

// Some time after this process, as the module sees it, has started.
jest.useFakeTimers({ now: Date.now() + 60 * 60_000 });

const GRACE = 60_000;
const NOW = 5_000_000;

const noted = (id: string, at: number, wasDelivered = false): NotedEvent => ({
	event: { id, at, event: 'flow_session_completed', createdAt: null, session: {} },
	wasDelivered,
});

/** A state of which n8n has just loaded the static data; the service's clock shows NOW. */
function state(events: NotedEvent[], others: Array<[string, number | undefined]> = []) {
	const processes = new Map(
		others.map(([id, upTo]) => [id, { savedAt: Date.now(), upTo }] as const),
	);
	const part: Partial<TriggerState> = {
		memory: { account: 'me', memory: NOTHING, processes },
		noted: new Map(events.map((one) => [one.event.id, one])),
		newest: { at: NOW, readAt: Date.now() },
		loadedAt: Date.now(),
	};
	return part as TriggerState;
}

const idsOf = (due: NotedEvent[]) => due.map(({ event }) => event.id);
const many = Array.from({ length: 40 }, (_, i) => noted(`e${i}`, NOW - GRACE));

test('alone, everything is due at once', () => {
	expect(dueOf(state([noted('a', NOW)]))).toHaveLength(1);
	const own = state([noted('a', NOW)]);
	recordThisProcess(own);
	expect(dueOf(own)).toHaveLength(1);
});

test('what was delivered to this process is due at once', () => {
	expect(dueOf(state([noted('a', NOW, true)], [['other', 0]]))).toHaveLength(1);
});

test('what was missed is due when the other process has saved the grace later', () => {
	const due = (upTo: number | undefined, at: number) =>
		dueOf(
			state(
				many.map(({ event }) => noted(event.id, at)),
				[['other', upTo]],
			),
		).length;
	expect(due(NOW, NOW - GRACE)).toBeGreaterThan(0);
	expect(due(NOW, NOW - GRACE + 1)).toBe(0);
	expect(due(NOW - 1, NOW - GRACE)).toBe(0);
	// One that has only published does not save: the time when n8n loaded the static data counts.
	expect(due(undefined, NOW - GRACE)).toBeGreaterThan(0);
	expect(due(undefined, NOW - GRACE + 1)).toBe(0);
});

test('is counted from when the static data were loaded, not from the reading', () => {
	const late = state(many, [['other', undefined]]);
	late.loadedAt -= 1;
	expect(dueOf(late)).toEqual([]);
});

test('what was missed belongs to one process; the others wait once more', () => {
	const here = state(many, [['other', NOW]]);
	const own = idsOf(dueOf(here));
	expect(own.length).toBeGreaterThan(5);
	expect(own.length).toBeLessThan(35);
	here.loadedAt += GRACE;
	expect(idsOf(dueOf(here))).toEqual(own);
	here.loadedAt += 1;
	expect(dueOf(here)).toHaveLength(40);
});

test('nothing belongs to a process that only publishes', () => {
	const here = state(many, [
		['publishes', undefined],
		['other', NOW],
	]);
	const alone = state(many, [['other', NOW]]);
	expect(idsOf(dueOf(here))).toEqual(idsOf(dueOf(alone)));
	expect(dueOf(state(many, [['publishes', undefined]]))).toHaveLength(40);
});

test('a process that says nothing for ten minutes does not count any more', () => {
	const here = state([noted('a', NOW)], [['other', 0]]);
	expect(dueOf(here)).toEqual([]);
	jest.setSystemTime(Date.now() + 10 * 60_000);
	expect(dueOf(here)).toHaveLength(1);
});

test('a process that saved last before this one started does not count', () => {
	const here = state([noted('a', NOW)], [['other', 0]]);
	jest.setSystemTime(Date.now() - 50 * 60_000);
	const before = { savedAt: Date.now() - 60 * 60_000, upTo: 0 };
	expect(dueOf(here)).toEqual([]);
	here.memory = { account: 'me', memory: NOTHING, processes: new Map([['other', before]]) };
	expect(dueOf(here)).toHaveLength(1);
});
