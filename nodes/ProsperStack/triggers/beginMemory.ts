import type { IHookFunctions } from 'n8n-workflow';
import { messageOf } from '../../shared/errors';
import type { Access } from './access';
import { readCare } from './care';
import { readListing } from './events';
import { beginningAfter, merged, NOTHING } from './memory';
import { openNotebook } from './notebook';

/**
 * Called as a workflow is published or n8n starts: a trigger without a memory takes for old what the
 * account has now. A memory that is there is written again: only this process may know all of it, and
 * n8n saves the static data when the activation is done.
 *
 * @throws NodeApiError if the events can't be read, and what follows depends on them
 */
export async function beginMemory(context: IHookFunctions, access: Access): Promise<void> {
	if (context.getActivationMode() === 'manual') return;
	const notebook = await openNotebook(context);
	const known = notebook.recall();
	const { verify, catchUp } = readCare(context);
	if (!verify && !catchUp) {
		// The list is not followed: what it holds when that is switched on is old.
		return notebook.remember({ ...(known ?? NOTHING), listedUpTo: undefined });
	}
	if (known?.listedUpTo !== undefined) return notebook.remember(known);

	const listing = await readListing(access, undefined).catch((error) => {
		if (verify) return Promise.reject(error);
		context.logger.warn(
			`“${context.getNode().name}” could not read the events that ProsperStack has (${messageOf(error)}). Deliveries start the workflow all the same; what is missed before the first of them is not caught up on.`,
		);
		return undefined;
	});
	if (!listing) return;
	const old = merged(notebook.recall() ?? NOTHING, beginningAfter(listing));
	notebook.remember(notebook.continuedBy(listing) ?? old);
}
