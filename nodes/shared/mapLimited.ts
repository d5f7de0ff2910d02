/**
 * Calls `run` for each entry, with at most `atOnce` calls under way at a time. After a failure no
 * new call is started, and the calls that are under way are awaited.
 *
 * @returns the results, in the order of the entries
 * @throws the error of the failed entry that comes first in the list
 */
export async function mapLimited<T, R>(
	entries: readonly T[],
	atOnce: number,
	run: (entry: T, index: number) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	const failures: Array<{ index: number; error: unknown }> = [];
	const queue = entries.entries();

	async function worker() {
		// All workers share this iterator, so each entry is run exactly once.
		for (const [index, entry] of queue) {
			try {
				results[index] = await run(entry, index);
			} catch (error) {
				failures.push({ index, error });
			}
			if (failures.length > 0) return;
		}
	}

	await Promise.all(Array.from({ length: Math.min(atOnce, entries.length) }, worker));
	const [first] = failures.sort((a, b) => a.index - b.index);
	if (first) throw first.error;
	return results;
}
