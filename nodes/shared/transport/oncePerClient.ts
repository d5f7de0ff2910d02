import type { Client } from './client';

/**
 * Makes a version of `read` that reads each record only once in an execution, however many items
 * ask for it. Results are kept for each client, because a client serves exactly one execution.
 *
 * A failed reading is not kept: the next item reads again, so that its error names that item.
 */
export function oncePerClient<K, V>(
	read: (client: Client, key: K, itemIndex: number) => Promise<V>,
): (client: Client, key: K, itemIndex: number) => Promise<V> {
	const readings = new WeakMap<Client, Map<K, Promise<V>>>();
	return (client, key, itemIndex) => {
		const ofClient = readings.get(client) ?? new Map<K, Promise<V>>();
		readings.set(client, ofClient);
		const reading = ofClient.get(key) ?? read(client, key, itemIndex);
		ofClient.set(key, reading);
		reading.catch(() => ofClient.delete(key));
		return reading;
	};
}
