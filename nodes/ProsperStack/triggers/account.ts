import { createHash } from 'node:crypto';
import { triggerKey, type TriggerContext } from '../../shared/trigger';
import { prosperStack } from '../api/service';

/** Enough to tell the keys of one user apart, and nothing that a key could be had from. */
const LENGTH = 10;

const LASTS_MS = 5_000;

const recent = new Map<string, { mark: string; at: number }>();

/** With the credential's id, so that another credential is noticed at once. */
const keyOf = (context: TriggerContext) =>
	`${triggerKey(context)} ${context.getNode().credentials?.[prosperStack.credential]?.id ?? ''}`;

/**
 * A mark for the account that the credential opens: the beginning of a SHA-256 of its address and
 * key. A test key and a live key open different accounts, so what is remembered of one must not be
 * taken for the other's, also where the key was changed within the same credential.
 */
export async function accountMark(context: TriggerContext): Promise<string> {
	const { baseUrl, apiKey } = await context.getCredentials(prosperStack.credential);
	const text = `${String(baseUrl)}\n${String(apiKey)}`;
	const mark = createHash('sha256').update(text).digest('base64url').slice(0, LENGTH);
	recent.set(keyOf(context), { mark, at: Date.now() });
	return mark;
}

/**
 * The mark as it was some seconds ago at most: n8n reads a credential from its database each time,
 * which a burst of deliveries would ask for hundreds of times.
 */
export async function recentAccountMark(context: TriggerContext): Promise<string> {
	const known = recent.get(keyOf(context));
	const age = known ? Date.now() - known.at : NaN;
	return known && age >= 0 && age < LASTS_MS ? known.mark : await accountMark(context);
}
