/**
 * Calls `run` for 0 … count - 1, some at once. After a failure nothing new is started; what is
 * under way ends first, then the failure of the lowest index is thrown.
 */
export async function forEachLimited(
	count: number,
	atOnce: number,
	run: (index: number) => Promise<void>,
) {
	const failures: Array<{ index: number; error: unknown }> = [];
	let next = 0;
	async function worker() {
		while (next < count && failures.length === 0) {
			const index = next++;
			await run(index).catch((error) => failures.push({ index, error }));
		}
	}
	await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
	failures.sort((a, b) => a.index - b.index);
	if (failures.length > 0) throw failures[0].error;
}
