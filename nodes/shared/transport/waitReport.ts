import { clockMs } from './clock';
import { inWords } from './durations';

/** Adds up how long a run waited for a service's rate limit, to report it when the run ends. */
export interface WaitReport {
	/** Waits `ms` milliseconds and counts the time. */
	pause(ms: number): Promise<void>;
	/** Counts a request that had to wait. Call it once a request, even if the request waits often. */
	countRequest(): void;
	/** The report for the user; undefined if no request had to wait. */
	text(): string | undefined;
}

/** @param wait waits so many milliseconds; it may end early */
export function createWaitReport(
	serviceName: string,
	wait: (ms: number) => Promise<unknown>,
): WaitReport {
	let requests = 0;
	let waitedMs = 0;
	let waitingNow = 0;
	let waitedFrom = Infinity;

	return {
		// The time in which at least one request waits is counted once, however many wait together.
		async pause(ms) {
			if (waitingNow++ === 0) waitedFrom = clockMs();
			await wait(ms);
			if (--waitingNow === 0) waitedMs += clockMs() - waitedFrom;
		},
		countRequest() {
			requests++;
		},
		text() {
			if (requests === 0) return undefined;
			const which = `${requests} ${requests === 1 ? 'request' : 'requests'}`;
			return `Waited ${inWords(waitedMs)} for the rate limit of ${serviceName} (${which} had to wait). Nothing was skipped.`;
		},
	};
}
