import type { IDataObject } from 'n8n-workflow';

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

/** `RateLimit-Reset`: seconds until the window ends, not a time of day. In milliseconds. */
function resetMs(headers: IDataObject): number | undefined {
	const seconds = numeric(headers, 'ratelimit-reset');
	return seconds === undefined ? undefined : seconds * 1000;
}

/** Up to a tenth more, so that several waiting workflows don't come back in the same instant. */
const jittered = (ms: number) => Math.ceil(ms * (1 + Math.random() / 10));

/** How long a 429 asks to wait, in milliseconds. `tries` counts the 429s so far, from 1. */
export function waitAfter429(headers: IDataObject, tries: number): number {
	const asked = retryAfterMs(headers) ?? resetMs(headers);
	// A service that says «0 seconds» and refuses again must not be asked in a tight loop.
	if (asked) return jittered(asked);
	return jittered(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1)));
}

/** No service needs more to be kept busy, and each request is a connection of its own. */
const AT_ONCE = 4;

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

	return {
		delay() {
			const now = Date.now();
			if (now < notBefore) return notBefore - now;
			if (inFlight >= (recovering ? 1 : AT_ONCE)) return 'busy';
			if (remaining === undefined || now >= windowEnds || remaining > inFlight) return 0;
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
			if (ticket === refusals) recovering = false;
			const left = numeric(headers, 'ratelimit-remaining');
			const reset = resetMs(headers);
			if (left === undefined || reset === undefined) return;
			const ends = Date.now() + reset;
			// Answers arrive out of order: within one window only the lowest count is the newest. The
			// header has whole seconds, so two ends of the same window differ by up to one.
			const sameWindow = Math.abs(ends - windowEnds) <= 1_500 && Date.now() < windowEnds;
			remaining = sameWindow && remaining !== undefined ? Math.min(remaining, left) : left;
			windowEnds = sameWindow ? Math.max(windowEnds, ends) : ends;
		},
		refused(ms) {
			notBefore = Math.max(notBefore, Date.now() + ms);
			refusals++;
			recovering = true;
		},
	};
}
