import { clockMs } from '../../../shared/transport/clock';
import type { TriggerState } from './state';

/** A reading that takes longer than this takes longer than a sender waits. */
const SLOW_MS = 600;
/** … unless n8n itself is busy: then it idles for less than this part of the time. */
const IDLE_PART = 1 / 3;

/** A moment, and how long this n8n had waited by then with nothing to do, since its start. */
export interface Moment {
	ms: number;
	idleMs: number;
}

const moment = (): Moment => ({
	ms: clockMs(),
	idleMs: performance.eventLoopUtilization().idle,
});

/** Keeps in the state when the reading under way began, and whether the last one failed. */
export async function watchService<T>(state: TriggerState, reading: Promise<T>): Promise<T> {
	state.readingSince = moment();
	try {
		const result = await reading;
		state.hasFailed = false;
		return result;
	} catch (error) {
		state.hasFailed = true;
		return Promise.reject(error);
	} finally {
		state.readingSince = undefined;
	}
}

/** Whether ProsperStack can be read, as far as that is known by now. */
export function canBeRead({ hasFailed, readingSince: since }: TriggerState): boolean {
	if (hasFailed || !since) return !hasFailed;
	const now = moment();
	const ms = now.ms - since.ms;
	return ms < SLOW_MS || now.idleMs - since.idleMs < ms * IDLE_PART;
}
