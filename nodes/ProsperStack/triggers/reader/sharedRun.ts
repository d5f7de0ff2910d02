/** Runs work for all who ask. Ends with a run that began after this was asked. */
export type SharedRun<T> = (work: () => Promise<T>) => Promise<T>;

/**
 * One run at a time: all who ask while one is under way share the next.
 *
 * @param pause how long to wait before a run
 */
export function createSharedRun<T>(pause = async (): Promise<void> => {}): SharedRun<T> {
	let last: Promise<unknown> = Promise.resolve();
	let next: Promise<T> | undefined;

	async function begin(before: Promise<unknown>, work: () => Promise<T>): Promise<T> {
		await before.catch(() => {});
		await pause();
		next = undefined;
		return await work();
	}

	return async (work) => {
		if (!next) last = next = begin(last, work);
		return await next;
	};
}
