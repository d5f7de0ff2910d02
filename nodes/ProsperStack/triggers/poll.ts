import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { IN_THE_EDITOR } from '../../shared/editor';
import { createClient } from '../../shared/request';
import { onePollAtATime } from '../../shared/trigger';
import { prosperStack } from '../api';
import { readEvents, readUnhandled } from './events';
import { oldestFirst } from './flowEvent';
import { beginningAfter, recall, remember, withHandled } from './memory';
import { toItems } from './output';
import { isWanted, readWanted } from './settings';

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
	const client = createClient(context, prosperStack, { patienceMs: PATIENCE_MS });
	const memory = recall(context);
	if (!memory) {
		remember(context, beginningAfter(await readEvents(client)));
		return [];
	}
	const events = await readUnhandled(client, memory);
	if (events.length > 0) remember(context, withHandled(memory, events));
	return toItems(events, readWanted(context));
}

/** A test in the editor: the newest event that fits. Nothing is remembered. */
async function sample(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const client = createClient(context, prosperStack, IN_THE_EDITOR);
	const wanted = readWanted(context);
	const events = oldestFirst(await readEvents(client));
	const newest = events.findLast((event) => isWanted(event, wanted));
	if (!newest) {
		throw new NodeOperationError(context.getNode(), 'No event of the last 30 days fits', {
			description:
				events.length > 0
					? `ProsperStack has ${events.length} events, but none with these settings. Choose other events or fewer filters to see a sample.`
					: 'ProsperStack has no events. Go through a cancellation flow in test mode, then try again.',
		});
	}
	return toItems([newest], wanted);
}
