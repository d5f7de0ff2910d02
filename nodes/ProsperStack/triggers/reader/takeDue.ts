import { oldestFirst, type FlowEvent } from '../events/flowEvent';
import { withHandled } from '../memory/memory';
import { dueOf } from './otherProcesses';
import type { TriggerState } from './state';

/**
 * Events that come out as the items of one execution. A worker that is killed loses an execution
 * whole, so there are few of them while others wait that can take the rest.
 */
const BATCH = 100;
/** What is more than this comes with the next delivery or poll. */
const LARGEST_BATCH = 2_000;

/**
 * Takes events that are due, oldest first, and remembers them as handled. Nothing waits in here, so
 * that within one process every event is taken once: whoever comes first takes it. The caller saves
 * the memory.
 */
export function takeDue(state: TriggerState): FlowEvent[] {
	if (!state.memory) return [];
	const most = state.looking > 0 ? BATCH : LARGEST_BATCH;
	const due = oldestFirst(dueOf(state).map(({ event }) => event)).slice(0, most);
	for (const { id } of due) state.noted.delete(id);
	if (due.length > 0) {
		state.memory = { ...state.memory, memory: withHandled(state.memory.memory, due) };
	}
	return due;
}
