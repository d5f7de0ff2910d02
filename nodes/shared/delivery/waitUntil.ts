import { sleep } from 'n8n-workflow';

/** How soon a wait ends after the trigger was switched off. */
const TICK_MS = 1_000;

/**
 * Waits until a moment, unless the trigger is switched off before.
 *
 * @param moment in milliseconds since 1970
 */
export async function waitUntil(moment: number, isOff: () => boolean): Promise<void> {
	for (let left = moment - Date.now(); left > 0 && !isOff(); left = moment - Date.now()) {
		await sleep(Math.min(left, TICK_MS));
	}
}
