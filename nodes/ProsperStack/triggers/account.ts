import { createHash } from 'node:crypto';
import type { TriggerContext } from '../../shared/trigger';
import { prosperStack } from '../api';

/** Enough to tell the keys of one user apart, and nothing that a key could be had from. */
const LENGTH = 10;

/**
 * A mark for the account that the credential opens: the beginning of a SHA-256 of its address and
 * key. A test key and a live key open different accounts, so what is remembered of one must not be
 * taken for the other's, also where the key was changed within the same credential.
 */
export async function accountMark(context: TriggerContext): Promise<string> {
	const { baseUrl, apiKey } = await context.getCredentials(prosperStack.credential);
	const text = `${String(baseUrl)}\n${String(apiKey)}`;
	return createHash('sha256').update(text).digest('base64url').slice(0, LENGTH);
}
