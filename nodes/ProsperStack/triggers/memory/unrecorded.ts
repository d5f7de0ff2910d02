import type { FlowEvent } from '../events/flowEvent';
import { isAlone } from '../reader/otherProcesses';
import type { TriggerState } from '../reader/state';
import { clockMs } from '../../../shared/transport/clock';

/**
 * Where the node has answered a delivery itself, n8n saves the static data just before it records the
 * execution. If n8n is killed in between, what they call handled would be lost: some milliseconds as a
 * rule, more in a burst that keeps n8n busy. So in a burst the events that are handed out are not
 * saved at once: another delivery, which is there anyway, saves them when n8n has recorded them. A
 * delivery that is alone has nobody to do that.
 *
 * Not where several processes share the static data: each should know soon what the others handed out.
 */
export const RECORDED_AFTER_MS = 500;

export function noteHandedOut(state: TriggerState, events: FlowEvent[]): void {
	if (events.length > 0) state.handedOut.push({ at: clockMs(), events });
}

/** What was handed out, and is not to be saved yet. */
export function unrecorded(state: TriggerState): FlowEvent[] {
	const now = clockMs();
	state.handedOut = state.handedOut.filter(({ at }) => now - at < RECORDED_AFTER_MS);
	const areOthersThere = state.looking > 0 || state.isSaving;
	return areOthersThere && isAlone(state) ? state.handedOut.flatMap(({ events }) => events) : [];
}
