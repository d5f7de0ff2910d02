/**
 * What `run` gives for each entry, in the order of the entries; some are run at once. After a failure
 * nothing new is started; what is under way ends first, then the failure of the first entry that
 * failed is thrown.
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
		// All workers take from the same queue.
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
