import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { IN_THE_EDITOR } from '../../../shared/transport/client';
import { readList } from '../../api/records';
import { PATHS } from '../../api/service';
import { openAccess } from '../access';
import { oldestFirst, toFlowEvent, type FlowEvent } from '../events/flowEvent';
import { toItems } from '../output';
import { isWanted, readWanted, type Wanted } from '../settings';

/** Somebody is looking on: no further page is asked for after this time, if there is something to show. */
const LONG_ENOUGH_MS = 10_000;

interface Found {
	/** The newest event that fits. */
	newest: FlowEvent | undefined;
	/** How many were read. */
	count: number;
}

/**
 * A test in the editor: the newest event that fits. The order of the list is not documented, so all
 * pages are read, but for a sample the newest of those that could be read will do. Nothing is
 * remembered.
 */
export async function sample(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const wanted = readWanted(context);
	const { newest, count } = await findNewest(context, wanted);
	if (newest) return toItems([newest], wanted);
	throw new NodeOperationError(context.getNode(), 'No event of the last 30 days fits', {
		description:
			count > 0
				? `ProsperStack has ${count} events, but none with these settings. Choose other events or fewer filters to see a sample.`
				: 'ProsperStack has no events. Go through a cancellation flow in test mode, then try again.',
	});
}

async function findNewest(context: IPollFunctions, wanted: Wanted): Promise<Found> {
	const found: Found = { newest: undefined, count: 0 };
	return await readNewestInto(found, context, wanted).then(
		() => found,
		(error) => (found.newest ? found : Promise.reject(error)),
	);
}

async function readNewestInto(
	found: Found,
	context: IPollFunctions,
	wanted: Wanted,
): Promise<void> {
	const { client } = openAccess(context, IN_THE_EDITOR);
	const end = Date.now() + LONG_ENOUGH_MS;
	for await (const page of readList(client, PATHS.event, {})) {
		const events = page.map(toFlowEvent).filter((event) => event !== undefined);
		const fitting = events.filter((event) => isWanted(event, wanted));
		const known = found.newest ? [found.newest] : [];
		found.newest = oldestFirst([...known, ...fitting]).at(-1);
		found.count += page.length;
		if (found.newest && Date.now() > end) return;
	}
}
