import { sleep } from 'n8n-workflow';

/** What a piece of work for several came to. */
export interface Work<T, R> {
	result: R;
	/** Those of the batch that it could not settle. */
	left: ReadonlySet<T>;
}

/**
 * How it ended for one. Only one of those that were worked for has the result: the one that did the
 * work, or, as that one may still have to wait if it is left, another that is settled.
 */
export interface Ending<R> {
	end: 'settled' | 'left' | 'failed';
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
	let waiting: Array<{ item: T; resolve(turn: Ending<R> | 'lead'): void }> = [];
	let busy = false;
	let starts: number[] = [];

	async function pause() {
		const now = Date.now();
		// A time to come is one from before the clock was set back.
		starts = starts.filter((start) => start <= now && now - start < MINUTE_MS);
		const gap = starts.length < QUICK_STARTS ? QUICK_MS : SLOW_MS;
		const next = (starts.at(-1) ?? -Infinity) + gap;
		if (next > now) await sleep(next - now);
		starts.push(Date.now());
	}

	/**
	 * @param work is called for one of those who wait, with the items of all
	 * @throws what `work` throws, to the one it was called for; for the others it has failed
	 */
	async function join(item: T, work: (items: T[]) => Promise<Work<T, R>>): Promise<Ending<R>> {
		if (busy) {
			if (waiting.length >= MOST_WAITING) return { end: 'failed' };
			const turn = await new Promise<Ending<R> | 'lead'>((resolve) => {
				waiting.push({ item, resolve });
			});
			if (turn !== 'lead') return turn;
		}
		busy = true;
		await pause();
		const others = waiting;
		waiting = [];
		try {
			const { result, left } = await work([item, ...others.map((other) => other.item)]);
			const heir = left.has(item) ? others.find((other) => !left.has(other.item)) : undefined;
			heir?.resolve({ end: 'settled', result });
			const endOf = (one: T) => (left.has(one) ? 'left' : 'settled');
			// For the heir this changes nothing: a promise is settled once.
			for (const other of others) other.resolve({ end: endOf(other.item) });
			return heir ? { end: 'left' } : { end: endOf(item), result };
		} finally {
			// Where the work has succeeded this changes nothing either.
			for (const other of others) other.resolve({ end: 'failed' });
			const next = waiting.shift();
			if (next) next.resolve('lead');
			else busy = false;
		}
	}

	return { join };
}
