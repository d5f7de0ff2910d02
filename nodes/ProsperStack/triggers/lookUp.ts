import type { IWebhookFunctions } from 'n8n-workflow';
import { createClient } from '../../shared/request';
import { triggerKey } from '../../shared/trigger';
import { prosperStack } from '../api';
import { readEvent } from './events';
import type { FlowEvent } from './flowEvent';
import { beginningAt, isHandled, recall, remember, withHandled } from './memory';

/** A made-up id costs a request, so there is a limit to how many are looked up for a trigger. */
const LOOK_UPS_A_MINUTE = 15;
const MINUTE_MS = 60_000;
const recentLookUps = new Map<string, number[]>();

/** Tried once: the sender waits, and can try again. */
const PATIENCE_MS = 500;
const TIMEOUT_MS = 2_000;

/**
 * Looks up a delivery that the list of events does not show, and remembers the event as handled.
 *
 * @returns the event if it is real and not handled yet; 'postponed' if there is no room to look it up
 * @throws NodeApiError if the service does not say
 */
export async function lookUp(
	context: IWebhookFunctions,
	id: string,
): Promise<FlowEvent | 'postponed' | undefined> {
	if (!mayLookUp(context)) return 'postponed';
	const client = createClient(context, prosperStack, {
		patienceMs: PATIENCE_MS,
		timeoutMs: TIMEOUT_MS,
	});
	const event = await readEvent(client, id);
	if (!event) return undefined;
	// From here on nothing waits, so that of two at the same moment one finds it handled.
	const memory = recall(context) ?? beginningAt(event.at);
	if (isHandled(memory, event)) return undefined;
	remember(context, withHandled(memory, [event]));
	return event;
}

function mayLookUp(context: IWebhookFunctions): boolean {
	const key = triggerKey(context);
	const now = Date.now();
	const recent = (recentLookUps.get(key) ?? []).filter((time) => now - time < MINUTE_MS);
	const isAllowed = recent.length < LOOK_UPS_A_MINUTE;
	recentLookUps.set(key, isAllowed ? [...recent, now] : recent);
	return isAllowed;
}
