import { wait } from '../../shared/wait';

/** What a piece of work for several came to. */
export interface BatchResult<T, R> {
	result: R;
	/** Those of the batch that it did not work for. */
	failed: ReadonlySet<T>;
}

/** How it ended for one. Only the one that did the work for all has the result. */
export interface Outcome<R> {
	ok: boolean;
	result?: R;
}

/**
 * Work is begun at most this often: quickly while there is little of it, and seldom enough that a
 * flood of deliveries leaves some of the service's 100 requests a minute to others.
 */
const MINUTE_MS = 60_000;
const QUICK_STARTS = 60;
const QUICK_MS = 300;
const SLOW_MS = 1_500;
/** More than this can't be waiting for good reasons. */
const MOST_WAITING = 2_000;

/**
 * Those who come while work is under way are gathered, and the first of them then does the next
 * piece of work for all. So there is one piece of work at a time, however many come.
 */
export function createBatches<T, R>() {
	let waiting: Array<{ item: T; resolve(turn: boolean | 'lead'): void }> = [];
	let busy = false;
	let starts: number[] = [];

	async function pause() {
		const now = Date.now();
		starts = starts.filter((start) => now - start < MINUTE_MS);
		const gap = starts.length < QUICK_STARTS ? QUICK_MS : SLOW_MS;
		const last = starts.at(-1) ?? -Infinity;
		if (last + gap > now) await wait(last + gap - now);
		starts.push(Date.now());
	}

	/**
	 * @param work is called for one of those who wait, with all their items
	 * @throws what `work` throws, to the one it was called for; for the others it is not ok
	 */
	async function join(
		item: T,
		work: (items: T[]) => Promise<BatchResult<T, R>>,
	): Promise<Outcome<R>> {
		if (busy) {
			if (waiting.length >= MOST_WAITING) return { ok: false };
			const turn = await new Promise<boolean | 'lead'>((resolve) => {
				waiting.push({ item, resolve });
			});
			if (turn !== 'lead') return { ok: turn };
		}
		busy = true;
		await pause();
		const others = waiting;
		waiting = [];
		try {
			const { result, failed } = await work([item, ...others.map((other) => other.item)]);
			for (const other of others) other.resolve(!failed.has(other.item));
			return { ok: !failed.has(item), result };
		} finally {
			// After success this changes nothing: a promise is settled once.
			for (const other of others) other.resolve(false);
			const next = waiting.shift();
			if (next) next.resolve('lead');
			else busy = false;
		}
	}

	return { join };
}
