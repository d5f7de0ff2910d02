import { inWords } from './durations';
import { wait } from './wait';

/** What a run had to wait for a service's rate limit, to say it when the run has ended. */
export interface WaitReport {
	/** Waits, and counts the time. @returns when the time has passed or the execution was cancelled */
	pause(ms: number): Promise<void>;
	/** One more request had to wait, however often. */
	countRequest(): void;
	/** Undefined when nothing had to wait. */
	text(): string | undefined;
}

export function createWaitReport(serviceName: string, signal?: AbortSignal): WaitReport {
	let requests = 0;
	let waitedMs = 0;
	let waitingNow = 0;
	let waitedFrom = Infinity;

	return {
		/** Counts the time in which at least one request waited: ten that wait together wait once. */
		async pause(ms) {
			if (waitingNow++ === 0) waitedFrom = Date.now();
			await wait(ms, signal);
			if (--waitingNow === 0) waitedMs += Date.now() - waitedFrom;
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
