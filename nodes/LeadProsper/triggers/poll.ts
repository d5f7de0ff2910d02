import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { IN_THE_EDITOR } from '../../shared/transport/client';
import { onePollAtATime } from '../../shared/trigger';
import type { TriggerEvent } from './event';
import { leadChanged } from './leads/leadChanged';
import { newLead } from './leads/newLead';
import { recall, remember } from './memory';
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

/** Longer than a window of the rate limit. */
const PATIENCE_MS = 2 * 60_000;

/**
 * One poll.
 *
 * What is promised:
 * - As long as this n8n process lives, everything is put out exactly once: a poll remembers what it
 *   puts out in the same moment, no two polls of a trigger run at once, and a poll that fails puts
 *   out and remembers nothing, so that the next one brings it all.
 * - After a restart too, with one exception. n8n begins to save the memory and to record the
 *   execution at the same moment, and waits for neither. If it is killed in these milliseconds, the
 *   records of this one poll come again (memory lost: at least once) or not at all (execution lost).
 *   A newer n8n with durable poll cursors does both in one transaction: then there is no exception.
 * - What n8n has saved is what counts. So the same records come again where it could not save, where
 *   the workflow is switched off and on again while a poll is under way, or where something else saves
 *   the workflow's static data over it: n8n saves them whole and without a lock, for example after a
 *   Code node that uses them. They are saved by the node's name: one that is renamed begins anew if
 *   n8n restarts before it polls again.
 * - With several main processes only the leader polls. One that takes over begins with what the other
 *   has saved: as after a restart.
 * - That a record is put out says nothing about the workflow's success: executions tell that.
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

	return await onePollAtATime(context, async () => {
		const watch = readWatch(context, { patienceMs: PATIENCE_MS });
		const { records, memory } = await event.poll(watch, recall(context, name));
		const kept = { event: name, scope: scopeOf(watch), polledAt: watch.now, ...memory };
		remember(context, kept, records.length > 0);
		return records.length > 0 ? [records.map((json) => ({ json }))] : null;
	});
}

/** A test in the editor. Nothing is remembered, or taken as remembered. */
async function sample(context: IPollFunctions, event: TriggerEvent): Promise<INodeExecutionData[]> {
	const json = await event.sample(readWatch(context, IN_THE_EDITOR));
	if (json) return [{ json }];
	throw new NodeOperationError(context.getNode(), 'There is nothing to show as a sample', {
		description: event.nothing,
	});
}
