import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { IN_THE_EDITOR } from '../../shared/transport/client';
import { onePollAtATime } from '../../shared/trigger';
import type { TriggerEvent } from './event';
import { leadChanged } from './leads/leadChanged';
import { newLead } from './leads/newLead';
import { isFirstPoll, noteLoaded, recall, remember } from './memory';
import { buyerPausedOrResumed } from './parties/buyerPausedOrResumed';
import { capReached } from './parties/capReached';
import { readWatch } from './watch';
import { scopeOf } from './watchedCampaigns';

const events: Record<string, TriggerEvent> = {
	buyerPausedOrResumed,
	capReached,
	leadChanged,
	newLead,
};

/** How long a poll may wait for the rate limit: longer than the limit's minute. */
const PATIENCE_MS = 2 * 60_000;

/**
 * Runs one poll.
 *
 * What the trigger promises:
 * - While the n8n process runs, every record is output exactly once. A poll remembers its records
 *   at the moment it outputs them, and two polls of a trigger never run at the same time. A poll
 *   that fails outputs nothing and remembers nothing, so the next poll brings its records.
 * - A restart of n8n changes nothing, with one exception. After a poll, n8n starts to save the
 *   memory and to record the execution at the same moment. If n8n is killed in these milliseconds,
 *   one of the two may be lost. Without the memory, the records of this poll come again. Without
 *   the execution, they are lost. Newer versions of n8n with durable poll cursors do both in one
 *   transaction, so nothing is lost.
 *
 * Its limits:
 * - Records come again if n8n does not keep the memory: it could not save it, or something else
 *   overwrote the workflow's static data. n8n saves these whole and without a lock, for example after a Code node that uses them.
 * - n8n keeps static data under the node's name. A node that was renamed starts anew if n8n
 *   restarts before the next poll.
 * - With several main processes, only the leader polls. A new leader starts with the memory that
 *   the old one has saved, as after a restart.
 * - The trigger does not know whether the workflow succeeds with a record. See its executions.
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const name = String(context.getNodeParameter('event'));
	const event = events[name];
	if (!event) {
		throw new NodeOperationError(
			context.getNode(),
			`This version of the trigger has no event “${name}”`,
			{ description: 'Open the node and choose the event again.' },
		);
	}
	if (context.getMode() === 'manual') return [await sample(context, event)];

	noteLoaded(context);
	return await onePollAtATime(context, async () => {
		const watch = readWatch(context, { patienceMs: PATIENCE_MS });
		const begin = isFirstPoll(context) ? watch.beginFrom() : undefined;
		const { records, memory } = await event.poll(watch, recall(context, name), begin);
		const kept = { event: name, scope: scopeOf(watch), polledAt: watch.now, ...memory };
		remember(context, kept, records.length > 0);
		return records.length > 0 ? [records.map((json) => ({ json }))] : null;
	});
}

/** Gives the items for a test in the editor. It neither reads nor changes the trigger's memory. */
async function sample(context: IPollFunctions, event: TriggerEvent): Promise<INodeExecutionData[]> {
	const found = (await event.sample(readWatch(context, IN_THE_EDITOR))) ?? [];
	const records = [found].flat();
	if (records.length > 0) return records.map((json) => ({ json }));
	throw new NodeOperationError(context.getNode(), 'There is nothing to show as a sample', {
		description: event.nothing,
	});
}
