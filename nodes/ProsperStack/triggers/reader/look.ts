import type { IWebhookFunctions } from 'n8n-workflow';
import { messageOf } from '../../../shared/errors';
import { openAccess } from '../access';
import { accountMark } from '../memory/accountMark';
import { memoryOf } from '../memory/keep';
import { readListing } from '../events/readEvents';
import { readSafeguards } from '../settings';
import { noteListing, noteAsSent } from './note';
import type { TriggerState } from './state';
import { watchService } from './watchService';

/** Longer than a window of the rate limit. */
const PATIENCE_MS = 2 * 60_000;
/** Others wait behind a request that hangs. */
const TIMEOUT_MS = 10_000;

/** An open delivery is expected in the list around the time when it came, for so long. */
const EXPECTED_MS = 60_000;
/** Where one event was listed late, others of its time are expected, for so long. */
const LATE_LASTS_MS = 10 * 60_000;

/**
 * Reads the list of events and notes what it shows, for all deliveries that are open: with one
 * request in the usual case.
 *
 * @returns false if the list could not be read; the log tells why
 */
export async function readNewEvents(
	context: IWebhookFunctions,
	state: TriggerState,
): Promise<boolean> {
	// All that asked for this reading is settled by the one before it.
	if (state.open.size === 0) return true;
	return await watchService(state, readNewInto(context, state)).then(
		() => true,
		(error) => {
			context.logger.warn(
				`“${context.getNode().name}” could not read events back from ProsperStack: ${messageOf(error)}. They are read again in some seconds, and with the next delivery.`,
			);
			return false;
		},
	);
}

async function readNewInto(context: IWebhookFunctions, state: TriggerState): Promise<void> {
	const { verify, catchUp } = readSafeguards(context);
	const account = await accountMark(context, state);
	const access = openAccess(context, { patienceMs: PATIENCE_MS, timeoutMs: TIMEOUT_MS });
	const read = async () => {
		const listing = await readListing(access, memoryOf(state, account), expectedFrom(state));
		state.pace.hasRead(listing.events.length);
		noteListing(state, account, listing, catchUp);
	};
	if (verify) return await read();
	// What is taken as it is sent does not depend on the service.
	if (catchUp) await read().catch(() => {});
	noteAsSent(state, account);
}

/**
 * The service's time from which on events are expected that open deliveries name: the longer one is
 * open, the further back. Undefined if none is open.
 */
function expectedFrom({ open, late }: TriggerState): number | undefined {
	const now = Date.now();
	const times = [...open.values()]
		.filter(({ since }) => now - since < EXPECTED_MS)
		.map(({ since, knownUpTo }) => knownUpTo - Math.max(0, now - since));
	if (times.length === 0) return undefined;
	if (late && now - late.foundAt < LATE_LASTS_MS) times.push(late.at);
	return times.reduce((oldest, time) => Math.min(oldest, time));
}
