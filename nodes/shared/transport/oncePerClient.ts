import { NodeApiError } from 'n8n-workflow';
import type { Client } from './client';

/**
 * Makes a version of `read` that reads each record only once in an execution, however many items
 * ask for it. Results are kept for each client, because a client serves exactly one execution.
 *
 * A failure is kept, too: a thousand items don't ask a thousand times for what can't be read. Each of
 * them gets an error of its own.
 */
export function oncePerClient<K, V>(
	read: (client: Client, key: K, itemIndex: number) => Promise<V>,
): (client: Client, key: K, itemIndex: number) => Promise<V> {
	const readings = new WeakMap<Client, Map<K, Promise<V>>>();
	return async (client, key, itemIndex) => {
		const ofClient = readings.get(client) ?? new Map<K, Promise<V>>();
		readings.set(client, ofClient);
		const earlier = ofClient.get(key);
		if (earlier) return await earlier.catch((error) => rejectFor(client, error, itemIndex));
		const reading = read(client, key, itemIndex);
		ofClient.set(key, reading);
		return await reading;
	};
}

async function rejectFor(client: Client, error: unknown, itemIndex: number): Promise<never> {
	if (!(error instanceof NodeApiError)) return await Promise.reject(error);
	const { message, description, httpCode } = error;
	const text = { message, description: description ?? '' };
	throw client.failure(text, itemIndex, httpCode === null ? undefined : Number(httpCode));
}
