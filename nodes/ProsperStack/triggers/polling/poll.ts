import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { onePollAtATime } from '../../../shared/trigger';
import { openAccess } from '../access';
import { readListing } from '../events/readEvents';
import { accountMark } from '../memory/accountMark';
import { memoryOf, saveMemory, setMemory, takeOverSaved } from '../memory/keep';
import { beginningAfter } from '../memory/memory';
import { toItems } from '../output';
import { knownMemory, noteListing } from '../reader/note';
import { stateOf } from '../reader/state';
import { takeDue } from '../reader/takeDue';
import { readBeginFrom, readWanted } from '../settings';
import { sample } from './sample';

/** Longer than a window of the rate limit. */
const PATIENCE_MS = 2 * 60_000;

/**
 * One poll.
 *
 * The memory moves on only when all pages were read, so a poll that fails changes nothing, and the
 * next one brings everything. Within one n8n process every event is put out once. n8n saves the
 * memory at the moment it starts the workflow, without waiting for either: a crash in between can
 * repeat the events of that poll, or lose them.
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return [await sample(context)];
	const items = await onePollAtATime(context, () => pollOnce(context));
	return items && items.length > 0 ? [items] : null;
}

async function pollOnce(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const wanted = readWanted(context);
	const state = stateOf(context);
	const account = await accountMark(context, state);
	takeOverSaved(context, state, account);
	const memory = memoryOf(state, account);
	const from = state.memory ? undefined : readBeginFrom(context);
	const access = openAccess(context, { patienceMs: PATIENCE_MS });
	const listing = await readListing(access, memory);
	// From here on nothing waits.
	if (!knownMemory(state, account, listing)) {
		setMemory(state, account, beginningAfter(listing, from));
	}
	noteListing(state, account, listing, true);
	const due = takeDue(state);
	// Also when nothing is due: what n8n saves next may be what only this process knows.
	saveMemory(context, state);
	return toItems(due, wanted);
}
