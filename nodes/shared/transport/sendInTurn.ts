import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from './apiRequest';
import { clockMs } from './clock';
import type { Failures } from './failures';
import { refusedOnceText, tooLateText, tooLongText } from './failureTexts';
import type { Attempt, Expectation } from './outcome';
import { waitAfter429 } from './rateLimit';
import type { Service } from './service';
import type { Stop } from './stop';
import type { Turns } from './turns';
import type { WaitReport } from './waitReport';

/** How long a request has been waiting, and what came of it so far. */
export interface Patience {
	since: number;
	forMs: number;
	until: number;
	/** How often it was refused with 429. */
	refusals: number;
	/** It is one of those that had to wait. */
	isCounted: boolean;
}

/** The patience of a request that begins to wait now. */
export function patienceFor(forMs: number): Patience {
	const since = clockMs();
	return { since, forMs, until: since + forMs, refusals: 0, isCounted: false };
}

/** What sending in turn works with, all of one client. */
interface Means {
	service: Service;
	turns: Turns;
	stop: Stop;
	report: WaitReport;
	failures: Failures;
}

/**
 * Sends a request when the rate limit lets it out, and again after each 429.
 *
 * @param send sends it once
 * @returns what came that was no 429
 * @throws NodeApiError where its patience ends, or NodeOperationError where the run is canceled or has
 * failed meanwhile
 */
export async function sendInTurn(
	means: Means,
	request: ApiRequest<unknown>,
	patience: Patience,
	send: () => Promise<Attempt>,
): Promise<Attempt> {
	const { service, turns, failures } = means;
	for (;;) {
		const ticket = await turnOf(means, request, patience);
		const attempt = await send();
		const headers = headersOf(attempt);
		if (!isRateLimited(attempt) || isAnswer(attempt, request.expect)) {
			turns.done(ticket, headers);
			return attempt;
		}
		const { askedMs, ms } = waitAfter429(headers ?? {}, ++patience.refusals);
		turns.refused(ticket, ms);
		if (request.sendOnce) {
			throw failures.about(refusedOnceText(service, askedMs), request.itemIndex, 429);
		}
	}
}

/** Waits until the rate limit lets the request out. @returns the ticket of its turn */
async function turnOf(
	{ service, turns, stop, report, failures }: Means,
	{ itemIndex }: ApiRequest<unknown>,
	patience: Patience,
): Promise<number> {
	const turn = await turns.take(patience.until);
	if (turn.kind === 'canceled') throw failures.canceled(itemIndex);
	if (stop.isFor(itemIndex)) {
		if (turn.kind === 'go') turns.done(turn.ticket);
		throw stop.error(itemIndex);
	}
	if (turn.kind === 'too late') {
		throw failures.about(tooLateText(service, patience.forMs), itemIndex);
	}
	if (turn.kind === 'too long') {
		const times = {
			askedMs: turn.ms,
			waitedMs: clockMs() - patience.since,
			patienceMs: patience.forMs,
		};
		throw failures.about(tooLongText(service, times), itemIndex, 429);
	}
	if (turn.waited && !patience.isCounted) report.countRequest();
	patience.isCounted ||= turn.waited;
	return turn.ticket;
}

/** A 429 that is an answer all the same: a lead with a status was judged, whatever the HTTP status. */
const isAnswer = (attempt: Attempt, { readRefusal }: Expectation<unknown>) =>
	'response' in attempt &&
	readRefusal?.({
		status: attempt.response.statusCode,
		body: attempt.response.body,
		headers: attempt.response.headers as IDataObject,
	}) !== undefined;

const isRateLimited = (attempt: Attempt) =>
	'response' in attempt && attempt.response.statusCode === 429;

const headersOf = (attempt: Attempt) =>
	'response' in attempt ? (attempt.response.headers as IDataObject) : undefined;
