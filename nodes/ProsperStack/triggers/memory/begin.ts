import type { IHookFunctions } from 'n8n-workflow';
import { messageOf } from '../../../shared/errors';
import type { Access } from '../access';
import { readListing } from '../events/readEvents';
import { knownMemory } from '../reader/note';
import { recordThisProcess } from '../reader/otherProcesses';
import type { TriggerState } from '../reader/state';
import { readBeginFrom, readSafeguards } from '../settings';
import { accountMark } from './accountMark';
import { memoryOf, saveMemory, setMemory, takeOverSaved } from './keep';
import { beginningAfter, merged, NOTHING, type Memory } from './memory';

/**
 * Called as a workflow is published or n8n starts: a trigger without a memory takes for old what the
 * account has now, or had at the moment of Begin From. A memory that is there is written again: only
 * this process may know all of it, and n8n saves the static data when the activation is done.
 *
 * @throws NodeApiError if the events can't be read, and what follows depends on them
 * @throws NodeOperationError if Begin From is no moment that can be used
 */
export async function beginMemory(
	context: IHookFunctions,
	access: Access,
	state: TriggerState,
): Promise<void> {
	const account = await accountMark(context, state);
	takeOverSaved(context, state, account);
	const from = state.memory ? undefined : readBeginFrom(context);
	const memory = await memoryToBeginWith(context, access, state, account, from);
	if (memory) setMemory(state, account, memory);
	recordThisProcess(state, false);
	saveMemory(context, state);
}

async function memoryToBeginWith(
	context: IHookFunctions,
	access: Access,
	state: TriggerState,
	account: string,
	from: number | undefined,
): Promise<Memory | undefined> {
	const { verify, catchUp } = readSafeguards(context);
	const known = memoryOf(state, account);
	// The list is not followed: what it holds when Catch Up is switched on is old.
	if (!catchUp && (known || !verify)) return { ...(known ?? NOTHING), listedUpTo: undefined };
	if (known?.listedUpTo !== undefined) return known;

	const listing = await readListing(access, undefined).catch((error) => {
		if (verify) return Promise.reject(error);
		context.logger.warn(
			`“${context.getNode().name}” could not read the events that ProsperStack has (${messageOf(error)}). Deliveries start the workflow all the same; what is missed before the first of them is not caught up on.`,
		);
		return undefined;
	});
	if (!listing) return undefined;
	const other = known ? undefined : knownMemory(state, account, listing);
	const begun = merged(known ?? NOTHING, beginningAfter(listing, from));
	const memory = other?.listedUpTo === undefined ? begun : other;
	return catchUp ? memory : { ...memory, listedUpTo: undefined };
}
