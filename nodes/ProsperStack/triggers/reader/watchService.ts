import { sleep } from 'n8n-workflow';
import type { TriggerState } from './state';

const TICK_MS = 20;
/** So much time in which n8n had nothing better to do. */
const SLOW_MS = 600;

/**
 * Keeps it in the state whether the service can be read. It can't be where a reading fails, or where
 * it takes longer than a sender waits. Then it is the service that takes long, and not an n8n that is
 * busy: in a busy process each tick takes much longer than it should.
 */
export async function watchService<T>(state: TriggerState, reading: Promise<T>): Promise<T> {
	let hasEnded = false;
	async function watch() {
		for (let ticks = 0; ticks < SLOW_MS / TICK_MS; ticks++) {
			await sleep(TICK_MS);
			if (hasEnded) return;
		}
		state.canBeRead = false;
	}
	void watch();
	try {
		const result = await reading;
		state.canBeRead = true;
		return result;
	} catch (error) {
		state.canBeRead = false;
		return Promise.reject(error);
	} finally {
		hasEnded = true;
	}
}
