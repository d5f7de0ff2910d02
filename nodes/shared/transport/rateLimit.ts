import type { IDataObject } from 'n8n-workflow';
import { clockMs } from './clock';

/** Without a hint from the service: 2 s, 4 s, 8 s … up to a whole rate-limit window of a minute. */
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

const nonNegative = (value: number) => (Number.isFinite(value) && value >= 0 ? value : undefined);

/** A header that counts something; undefined when absent or not a number. */
function numeric(headers: IDataObject, name: string): number | undefined {
	const value = headers[name];
	return value === undefined || value === '' ? undefined : nonNegative(Number(value));
}

/** `Retry-After`: seconds, or a date (RFC 9110, 10.2.3). In milliseconds from now. */
function retryAfterMs(headers: IDataObject): number | undefined {
	const seconds = numeric(headers, 'retry-after');
	if (seconds !== undefined) return seconds * 1000;
	const date = Date.parse(String(headers['retry-after'] ?? ''));
	return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/** No service lets anyone wait for so many seconds (a year): it is a time of day, in seconds since 1970. */
const A_TIME_OF_DAY = 365 * 24 * 3600;

/**
 * `RateLimit-Reset` in milliseconds from now. Some services give the seconds until the window ends, others
 * the time of day at which it does.
 */
function resetMs(headers: IDataObject): number | undefined {
	const seconds = numeric(headers, 'ratelimit-reset');
	if (seconds === undefined) return undefined;
	return seconds < A_TIME_OF_DAY ? seconds * 1000 : Math.max(0, seconds * 1000 - Date.now());
}

/** Up to a tenth or a second more, so that several waiting workflows don't come back in the same instant. */
const jittered = (ms: number) => Math.ceil(ms + Math.random() * Math.min(ms / 10, 1_000));

/** How long to wait after a 429, in milliseconds. */
export interface Wait {
	/** What the service asks for, or what is usual where it says nothing. */
	askedMs: number;
	/** A little longer than that: how long nothing goes out. */
	ms: number;
}

/** How long a 429 asks to wait. @param tries counts the 429s so far, from 1 */
export function waitAfter429(headers: IDataObject, tries: number): Wait {
	const usual = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
	// A service that says «0 seconds» and refuses again must not be asked in a tight loop.
	const askedMs = (retryAfterMs(headers) ?? resetMs(headers)) || usual;
	return { askedMs, ms: jittered(askedMs) };
}

/**
 * How many requests are under way at once: it begins with a few, and is one more after each success,
 * up to what keeps any service busy. (Each request is a connection of its own.) A refusal halves it, and
 * from then on it grows slowly: by one for as many successes as are under way at once.
 */
const FIRST_AT_ONCE = 4;
export const MOST_AT_ONCE = 16;

export interface RateLimit {
	/** Milliseconds to wait before the next request; 0 when it may go; 'busy' to ask again once an answer is in. */
	delay(): number | 'busy';
	/** A request goes out. @returns a ticket to give back with its answer */
	sent(): number;
	/** The request of this ticket ended; its headers, if there was an answer. */
	answered(ticket: number, headers?: IDataObject): void;
	/** The service refused with 429: nothing goes out for this long. */
	refused(ms: number): void;
}

/**
 * What is known of one service's rate limit, shared by all items of an execution: where one must
 * wait, all wait. After a refusal requests go one at a time until one that was sent after it is
 * answered, so that those that waited don't all run into the next refusal together.
 */
export function createRateLimit(): RateLimit {
	let notBefore = 0;
	let remaining: number | undefined;
	let windowEnds = 0;
	let inFlight = 0;
	let refusals = 0;
	let recovering = false;
	let allowed = FIRST_AT_ONCE;

	return {
		delay() {
			const now = clockMs();
			if (now < notBefore) return notBefore - now;
			if (inFlight >= (recovering ? 1 : Math.floor(allowed))) return 'busy';
			if (remaining === undefined || now >= windowEnds) return 0;
			// Another execution, perhaps on another machine, may have as many under way.
			if (remaining > 2 * inFlight) return 0;
			// What is under way may be what uses the window up: its answer tells.
			return inFlight > 0 ? 'busy' : windowEnds - now;
		},
		sent() {
			inFlight++;
			return refusals;
		},
		answered(ticket, headers) {
			inFlight--;
			if (!headers) return;
			// An answer to what was sent before the last refusal says nothing of the time after it.
			if (ticket === refusals) {
				recovering = false;
				allowed = Math.min(MOST_AT_ONCE, allowed + (refusals === 0 ? 1 : 1 / allowed));
			}
			const left = numeric(headers, 'ratelimit-remaining');
			const reset = resetMs(headers);
			if (left === undefined || reset === undefined) return;
			const ends = clockMs() + reset;
			// Answers arrive out of order: within one window only the lowest count is the newest. The
			// header has whole seconds, so two ends of the same window differ by up to one.
			const sameWindow = Math.abs(ends - windowEnds) <= 1_500 && clockMs() < windowEnds;
			remaining = sameWindow && remaining !== undefined ? Math.min(remaining, left) : left;
			windowEnds = sameWindow ? Math.max(windowEnds, ends) : ends;
		},
		refused(ms) {
			notBefore = Math.max(notBefore, clockMs() + ms);
			refusals++;
			recovering = true;
			allowed = Math.max(1, Math.floor(allowed / 2));
		},
	};
}
