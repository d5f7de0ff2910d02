import { sleep } from 'n8n-workflow';
import { clockMs } from './clock';

/**
 * n8n's `sleep` can't be cancelled, so a long wait is made of many short sleeps. When a wait ends
 * early, its last sleep runs on for at most this long.
 */
const NAP_MS = 1000;

/**
 * Waits, and ends early when the execution is cancelled.
 *
 * @param ms how long, in milliseconds
 * @param signal aborted when the execution is cancelled
 * @param onNap called about every second while it waits
 * @returns true if the whole time has passed, false if the signal ended the wait
 */
export async function wait(ms: number, signal?: AbortSignal, onNap = () => {}): Promise<boolean> {
	if (signal?.aborted) return false;
	let wakeUp = () => {};
	const cancelled = new Promise<void>((resolve) => {
		wakeUp = resolve;
	});
	signal?.addEventListener('abort', wakeUp, { once: true });
	const end = clockMs() + ms;
	for (let left = ms; left > 0 && !signal?.aborted; left = end - clockMs()) {
		await Promise.race([sleep(Math.min(left, NAP_MS)), cancelled]);
		onNap();
	}
	signal?.removeEventListener('abort', wakeUp);
	return !signal?.aborted;
}
