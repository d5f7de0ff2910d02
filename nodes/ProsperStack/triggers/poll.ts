import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { onePollAtATime } from '../../shared/trigger';
import { openAccess } from './access';
import { readListing } from './events';
import { beginningAfter, dueIn, withHandled, withListed } from './memory';
import { openNotebook } from './notebook';
import { toItems } from './output';
import { sample } from './sample';
import { readWanted } from './settings';

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
	const notebook = await openNotebook(context);
	const access = openAccess(context, { patienceMs: PATIENCE_MS });
	const listing = await readListing(access, notebook.recall());
	const memory = notebook.continuedBy(listing);
	if (!memory) {
		notebook.remember(beginningAfter(listing));
		return [];
	}
	const due = dueIn(memory, listing);
	// Also when nothing is due: what n8n saves next may be what only this process knows.
	notebook.remember(withListed(withHandled(memory, due), listing));
	return toItems(due, wanted);
}
