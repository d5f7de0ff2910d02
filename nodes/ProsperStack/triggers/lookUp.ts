import type { IWebhookFunctions } from 'n8n-workflow';
import { triggerKey } from '../../shared/trigger';
import { openAccess } from './access';
import { readEvent } from './events';
import type { FlowEvent } from './flowEvent';
import { isHandled, NOTHING, withHandled } from './memory';
import type { Notebook } from './notebook';

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
	notebook: Notebook,
	id: string,
): Promise<FlowEvent | 'postponed' | undefined> {
	if (!mayLookUp(context)) return 'postponed';
	const access = openAccess(context, { patienceMs: PATIENCE_MS, timeoutMs: TIMEOUT_MS });
	const event = await readEvent(access, id);
	if (!event) return undefined;
	// From here on nothing waits, so that of two at the same moment one finds it handled.
	const memory = notebook.recall() ?? NOTHING;
	if (isHandled(memory, event)) return undefined;
	notebook.remember(withHandled(memory, [event]));
	return event;
}

function mayLookUp(context: IWebhookFunctions): boolean {
	const key = triggerKey(context);
	const now = Date.now();
	// A time to come is one from before the clock was set back.
	const recent = (recentLookUps.get(key) ?? []).filter(
		(time) => time <= now && now - time < MINUTE_MS,
	);
	const isAllowed = recent.length < LOOK_UPS_A_MINUTE;
	recentLookUps.set(key, isAllowed ? [...recent, now] : recent);
	return isAllowed;
}
