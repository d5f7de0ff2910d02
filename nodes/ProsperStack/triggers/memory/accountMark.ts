import { createHash } from 'node:crypto';
import type { TriggerContext } from '../../../shared/trigger';
import { prosperStack } from '../../api/service';
import type { TriggerState } from '../reader/state';

/** Enough to tell the keys of one user apart, and nothing that a key could be had from. */
const LENGTH = 10;

const LASTS_MS = 5_000;

/** So that another credential is noticed at once. */
const credentialOf = (context: TriggerContext) =>
	context.getNode().credentials?.[prosperStack.credential]?.id ?? '';

/**
 * A mark for the account that the credential opens: the beginning of a SHA-256 of its address and
 * key. A test key and a live key open different accounts, so what is remembered of one must not be
 * taken for the other's, also where the key was changed within the same credential.
 */
export async function accountMark(context: TriggerContext, state: TriggerState): Promise<string> {
	const { baseUrl, apiKey } = await context.getCredentials(prosperStack.credential);
	const text = `${String(baseUrl)}\n${String(apiKey)}`;
	const mark = createHash('sha256').update(text).digest('base64url').slice(0, LENGTH);
	state.account = { mark, credential: credentialOf(context), at: Date.now() };
	return mark;
}

/**
 * The mark as it was some seconds ago at most: n8n reads a credential from its database each time,
 * which a burst of deliveries would ask for hundreds of times.
 */
export async function recentAccountMark(
	context: TriggerContext,
	state: TriggerState,
): Promise<string> {
	const { account } = state;
	const age = account?.credential === credentialOf(context) ? Date.now() - account.at : NaN;
	return account && age >= 0 && age < LASTS_MS ? account.mark : await accountMark(context, state);
}
