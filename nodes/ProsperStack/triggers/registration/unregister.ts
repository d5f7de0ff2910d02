import type { IHookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { messageOf } from '../../../shared/errors';
import type { ApiRequest } from '../../../shared/transport/apiRequest';
import { openAccess, type Access } from '../access';
import { recentAccountMark } from '../memory/accountMark';
import { rewindMemory, saveMemory, takeOverSaved } from '../memory/keep';
import { end, stateOf } from '../reader/state';
import { forgetRegistered, isRegisteredElsewhere } from './registered';
import { readWebhooks, tryToDelete, WHERE_TO_REMOVE } from './webhooks';

/** Whatever the service does, switching a workflow off takes no longer. */
const REMOVAL_MS = 10_000;
const TOO_LATE = 'ProsperStack did not answer in time';

/**
 * Deletes the webhooks with exactly this address. Deleting is not documented, so the service may not
 * know how; whatever happens is written to the log, and the workflow is switched off all the same.
 */
export async function unregister(context: IHookFunctions): Promise<void> {
	const late = sleep(REMOVAL_MS).then(() => [TOO_LATE]);
	const removing = removeOwn(context).catch((error) => [messageOf(error)]);
	const problems = await Promise.race([removing, late]);
	if (problems.length > 0) {
		context.logger.warn(
			`The webhook of “${context.getNode().name}” could not be deleted: ${problems.join(', ')}. Remove it by hand ${WHERE_TO_REMOVE}; or leave it: it is used again when the workflow is published again.`,
		);
	}
	await endReading(context);
	forgetRegistered(context);
}

/** @returns what went wrong */
async function removeOwn(context: IHookFunctions): Promise<string[]> {
	const access = accessUntil(context, Date.now() + REMOVAL_MS);
	const wantedUrl = context.getNodeWebhookUrl('default');
	const problems: string[] = [];
	for (const webhook of await readWebhooks(access)) {
		// The address holds an id that n8n gave to this node alone.
		if (webhook.url !== wantedUrl) continue;
		const why = await tryToDelete(access, webhook);
		if (why) problems.push(`${webhook.id}: ${why}`);
	}
	return problems;
}

/**
 * Sends nothing after a moment, and waits for no answer any longer: the workflow may be published
 * again at once, and what that has registered must not be deleted from here.
 */
function accessUntil(context: IHookFunctions, deadline: number): Access {
	const within = () => {
		const left = deadline - Date.now();
		if (left <= 0) throw new Error(TOO_LATE);
		return openAccess(context, { patienceMs: left, timeoutMs: left });
	};
	const { client, node } = within();
	const request = async <T>(what: ApiRequest<T>) => await within().client.request(what);
	return { client: { ...client, request }, node };
}

/** n8n saves the static data after this, and what deliveries have left meanwhile is overwritten. */
async function endReading(context: IHookFunctions): Promise<void> {
	// The test address is gone; deliveries to the production address go on.
	if (isRegisteredElsewhere(context)) return;
	const state = stateOf(context);
	try {
		takeOverSaved(context, state, await recentAccountMark(context, state));
	} catch {
		// Without a credential there is nothing to take over, and switching off must not fail.
	}
	rewindMemory(state);
	saveMemory(context, state);
	end(state);
}
