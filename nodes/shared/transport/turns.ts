import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { clockMs } from './clock';
import type { RateLimit } from './rateLimit';
import { wait } from './wait';

/** What a request that asks for its turn gets. */
export type Turn =
	| { kind: 'go'; ticket: number; waited: boolean }
	/** The rate limit asks to wait `ms`, which is longer than the request can. */
	| { kind: 'too long'; ms: number }
	/** Others were under way all the time, or before it in the line. */
	| { kind: 'too late' }
	| { kind: 'canceled' };

export interface Turns {
	/** Waits until a request may go out. It must be given back with `done` or `refused`. */
	take(deadline: number): Promise<Turn>;
	/** The request has ended. @param headers of the answer, if there was one */
	done(ticket: number, headers?: IDataObject): void;
	/** The request was answered with 429: nothing goes out for `ms` milliseconds. */
	refused(ticket: number, ms: number): void;
}

/** A window of the rate limit can end while nothing is answered, and no answer wakes anyone. */
const LOOK_AGAIN_MS = 1_000;

interface Place {
	wake(): void;
}

/**
 * Lets requests out in the order in which they ask, as the rate limit allows. Without this order the
 * requests that one item sends one after another would go before those of all the items after it.
 *
 * @param pause waits for the rate limit, until the time has passed or the execution is cancelled
 */
export function createTurns(
	limit: RateLimit,
	pause: (ms: number) => Promise<void>,
	signal?: AbortSignal,
): Turns {
	const line: Place[] = [];
	const wakeAll = () => line.forEach((place) => place.wake());

	/** The first may go, and when it has gone the next; a wait concerns them all. */
	function tell() {
		const delay = limit.delay();
		if (delay === 0) line[0]?.wake();
		else if (delay !== 'busy') wakeAll();
	}

	/** Who has got an answer goes on first: where it is a failure, those who wait may not go at all. */
	async function tellSoon() {
		await sleep(0);
		tell();
	}

	/** Until it is woken, the time is over, or the execution is cancelled. */
	async function rest(place: Place, ms: number) {
		const rested = new AbortController();
		place.wake = () => rested.abort();
		signal?.addEventListener('abort', place.wake);
		await wait(ms, rested.signal);
		signal?.removeEventListener('abort', place.wake);
	}

	async function waitInLine(place: Place, deadline: number): Promise<Turn> {
		for (let waited = false; ;) {
			if (signal?.aborted) return { kind: 'canceled' };
			const delay = limit.delay();
			if (delay === 0 && line[0] === place) return { kind: 'go', ticket: limit.sent(), waited };
			const left = deadline - clockMs();
			if (delay === 0 || delay === 'busy') {
				if (left <= 0) return { kind: 'too late' };
				await rest(place, Math.min(left, LOOK_AGAIN_MS));
			} else {
				if (delay > left) return { kind: 'too long', ms: delay };
				waited = true;
				await pause(delay);
			}
		}
	}

	return {
		async take(deadline) {
			const place: Place = { wake() {} };
			line.push(place);
			try {
				return await waitInLine(place, deadline);
			} finally {
				line.splice(line.indexOf(place), 1);
				tell();
			}
		},
		done(ticket, headers) {
			limit.answered(ticket, headers);
			void tellSoon();
		},
		refused(ticket, ms) {
			limit.refused(ms);
			limit.answered(ticket);
			tell();
		},
	};
}
