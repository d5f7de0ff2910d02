import type { Client } from './client';

/**
 * As `read`, but each record is read once in an execution, however many items ask for it: a client
 * serves one execution, and goes with it. What failed is asked for again by the next item, and fails
 * under its number.
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
