import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
	IWebhookFunctions,
	NodeApiError,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { apiError, type ErrorText, type NodeError } from '../errors';
import { withoutEmpty } from '../json';
import { clockMs } from './clock';
import { createConnections, type Connection } from './connection';
import {
	refusedOnceText,
	tooLateText,
	tooLongText,
	unknownOutcome,
	type Asked,
} from './failureTexts';
import { judge, type Attempt, type Expectation } from './outcome';
import { createProgress } from './progress';
import { createRateLimit, waitAfter429 } from './rateLimit';
import { forgetAnswer, recentAnswer } from './recentAnswers';
import { createSecrets } from './secrets';
import type { Service } from './service';
import { createStop } from './stop';
import { createTurns } from './turns';
import { wait } from './wait';
import { createWaitReport } from './waitReport';

export type NodeContext =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

export interface ApiRequest<T> extends Omit<Asked, 'writes'> {
	/** What the answer must be; anything else is a failure of the service. */
	expect: Expectation<T>;
	/**
	 * Of a write: finds the record where the answer was a success that doesn't show it. Where it isn't
	 * found either, the error says that the change may have been made.
	 */
	readBack?(body: unknown): Promise<T | undefined>;
	method?: IHttpRequestMethods;
	/** Below the Base URL; ids in it encoded. */
	path: string;
	/** Entries that are undefined, null or '' are left out. */
	query?: IDataObject;
	body?: IDataObject;
	/** Changes something at the service, whatever the method. Default: every method but GET. */
	writes?: boolean;
	/** Not even sent again after a 429, by which nothing was done. */
	sendOnce?: boolean;
	/** How long it may wait for the rate limit. Default: the client's. */
	patienceMs?: number;
	/** Another credential type than the service's, where it has more than one. */
	credential?: string;
	/** The key that the body holds: the credential gives the Base URL, and its own key is not sent. */
	keyInBody?: string;
	/** Default: the client's. */
	timeoutMs?: number;
	/** The input item that the request is for. */
	itemIndex?: number;
}

/** The text of a hint about names, see `hintNames`. */
type NamesText = (names: string[], times: ReadonlyMap<string, number>) => string | undefined;

export interface Client {
	/**
	 * Sends one request and gives what it expects of the answer.
	 *
	 * Waits for the rate limit. Repeats a read after 5xx, a lost connection, a time-out or an answer
	 * that is no JSON; repeats a write only after 429, which says that nothing was done.
	 *
	 * @throws NodeApiError with the service's words and what to do next
	 */
	request<T>(request: ApiRequest<T>): Promise<T>;
	/**
	 * Sends nothing more for items after this one, and awaits no read of theirs: it has failed, and the
	 * user did not choose to go on.
	 */
	stopAfter(itemIndex: number): void;
	/** An error about the service, without the keys that were sent. */
	failure(text: ErrorText, itemIndex?: number, status?: number): NodeApiError;
	/** Waits for `ms` milliseconds. @throws NodeOperationError where the execution is canceled meanwhile */
	wait(ms: number): Promise<void>;
	/**
	 * What was learnt about the service at this Base URL, such as which of two addresses it knows. Kept
	 * as long as n8n runs.
	 */
	learnt(): Promise<Map<string, string>>;
	/** Says a line to the user on the output panel, once the run has ended. */
	hint(text: string): void;
	/**
	 * A hint that names something, said once for all items.
	 *
	 * @param topic of the hint: names of the same topic come into one line
	 * @param text is called once the run has ended, with all names and with how often each was given; it
	 * gives undefined where there is nothing to say
	 */
	hintNames(topic: string, names: string[], text: NamesText): void;
	/** As `hint`, for what somebody must know who sees no panel: it goes to n8n's log, too. */
	warn(text: string): void;
	/** What was said with `hint`, and how long the run had to wait. */
	hints(): string[];
}

const TIMEOUT_MS = 60_000;
/** Longer than any rate-limit window of a minute, shorter than a user's patience. */
const PATIENCE_MS = 10 * 60_000;
/** How often a read is sent again after a failure that may pass: after about 1 s and 3 s. */
const REPEAT_AFTER_MS = [1_000, 3_000];

export interface ClientOptions {
	/** How long one request may wait for the rate limit: less where somebody waits for the answer. */
	patienceMs?: number;
	/** How long to wait for an answer: less where others wait behind it. */
	timeoutMs?: number;
	/** Whether a read may be answered with what was read a moment ago, see `recentAnswer`. */
	takesRecent?: boolean;
}

/** In the editor somebody is looking on: an error that says why is better than a long wait. */
export const IN_THE_EDITOR: ClientOptions = { patienceMs: 15_000, timeoutMs: 15_000 };

/** As `IN_THE_EDITOR`, for a list in which somebody searches by typing. */
export const FOR_A_SEARCH: ClientOptions = { ...IN_THE_EDITOR, takesRecent: true };

/** How long a request has been waiting, and what came of it so far. */
interface Patience {
	since: number;
	forMs: number;
	until: number;
	refusals: number;
	/** It is one of those that had to wait. */
	isCounted: boolean;
}

/**
 * The only way out: every request of both services goes through a client. One client serves one
 * execution, so that all its items share what is known of the rate limit.
 */
export function createClient(
	context: NodeContext,
	service: Service,
	{ patienceMs = PATIENCE_MS, timeoutMs = TIMEOUT_MS, takesRecent = false }: ClientOptions = {},
): Client {
	const node = context.getNode();
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const progress = createProgress((line) =>
		context.logger.info(`“${node.name}”, ${service.name}: ${line}`),
	);
	const rest = async (ms: number) => {
		const until = Date.now() + ms;
		return await wait(ms, signal, () => progress.waiting(until));
	};
	const report = createWaitReport(service.name, rest);
	const turns = createTurns(createRateLimit(), report.pause, signal);
	const secrets = createSecrets();
	const connectionOf = createConnections(context);
	const stop = createStop(node);
	const said = new Set<string>();
	const named = new Map<string, { times: Map<string, number>; text: NamesText }>();

	/** n8n takes an execution for canceled by this very word, spelled so. */
	const canceled = (itemIndex?: number, description = 'Nothing was sent after that.') =>
		new NodeOperationError(node, 'The execution was canceled', { itemIndex, description });

	/** The service's words are in these texts, and it may have put a key into them. */
	const failed = (text: ErrorText, itemIndex?: number, status?: number) =>
		apiError(node, secrets.hide(text), itemIndex, status);

	async function send(
		{ baseUrl, decrypted }: Connection,
		request: ApiRequest<unknown>,
	): Promise<Attempt> {
		const { helpers } = context;
		try {
			const options: IHttpRequestOptions = {
				method: request.method ?? 'GET',
				url: baseUrl + request.path,
				qs: withoutEmpty(request.query ?? {}),
				body: request.body,
				json: true,
				timeout: request.timeoutMs ?? timeoutMs,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				sendCredentialsOnCrossOriginRedirect: false,
			};
			const response = (
				request.keyInBody === undefined
					? await helpers.httpRequestWithAuthentication.call(context, decrypted.type, options, {
							credentialsDecrypted: decrypted,
						})
					: await helpers.httpRequest(options)
			) as IN8nHttpFullResponse;
			return { response };
		} catch (error) {
			return { failure: causeOf(error) };
		}
	}

	/** Waits until the rate limit lets the request out. @returns the ticket of its turn */
	async function turnOf({ itemIndex }: ApiRequest<unknown>, patience: Patience): Promise<number> {
		const turn = await turns.take(patience.until);
		if (turn.kind === 'canceled') throw canceled(itemIndex);
		if (stop.isFor(itemIndex)) {
			if (turn.kind === 'go') turns.done(turn.ticket);
			throw stop.error(itemIndex);
		}
		if (turn.kind === 'too late') throw failed(tooLateText(service, patience.forMs), itemIndex);
		if (turn.kind === 'too long') {
			const times = {
				askedMs: turn.ms,
				waitedMs: clockMs() - patience.since,
				patienceMs: patience.forMs,
			};
			throw failed(tooLongText(service, times), itemIndex, 429);
		}
		if (turn.waited && !patience.isCounted) report.countRequest();
		patience.isCounted ||= turn.waited;
		return turn.ticket;
	}

	/** Sends it in its turn, and again after each 429. @returns what came that was no 429 */
	async function sendInTurn(
		connection: Connection,
		request: ApiRequest<unknown>,
		patience: Patience,
	): Promise<Attempt> {
		for (;;) {
			const ticket = await turnOf(request, patience);
			const attempt = await send(connection, request);
			const headers = headersOf(attempt);
			if (!isRateLimited(attempt) || isAnswer(attempt, request.expect)) {
				turns.done(ticket, headers);
				return attempt;
			}
			const { askedMs, ms } = waitAfter429(headers ?? {}, ++patience.refusals);
			turns.refused(ticket, ms);
			if (request.sendOnce) {
				throw failed(refusedOnceText(service, askedMs), request.itemIndex, 429);
			}
		}
	}

	async function request<T>(call: ApiRequest<T>): Promise<T> {
		const writes = call.writes ?? (call.method ?? 'GET') !== 'GET';
		const answer = answerTo(call, writes);
		return await (writes ? answer : stop.orAnswer(call.itemIndex, answer));
	}

	async function answerTo<T>(call: ApiRequest<T>, writes: boolean): Promise<T> {
		const { itemIndex, readBack, credential = service.credential } = call;
		const asked: Asked = { ...call, writes };
		const connection = await connectionOf(credential);
		secrets.add(connection.apiKey);
		secrets.add(call.keyInBody);
		const since = clockMs();
		const forMs = call.patienceMs ?? patienceMs;
		const patience = { since, forMs, until: since + forMs, refusals: 0, isCounted: false };
		const key = takesRecent && !writes ? keyOf(connection, call) : undefined;
		const send = async () => await sendInTurn(connection, call, patience);

		for (let repeats = 0; ; repeats++) {
			const attempt = key === undefined ? await send() : await recentAnswer(key, send);
			if (signal?.aborted && 'failure' in attempt) {
				const unknown = writes ? unknownOutcome(service.name, asked) : undefined;
				throw markUnknown(canceled(itemIndex, unknown), writes);
			}
			const outcome = judge(service, connection.baseUrl, attempt, call.expect, asked);
			if ('answer' in outcome) {
				progress.answered(outcome.answer);
				// The service may repeat a key in a refusal, and one that was sent in the body in any answer.
				const mayHaveKey = outcome.isRefusal || call.key !== undefined;
				return mayHaveKey ? secrets.hide(outcome.answer) : outcome.answer;
			}
			if (key !== undefined) forgetAnswer(key);
			if (outcome.unproven && readBack) {
				const { body } = outcome.unproven;
				const found = await stop
					.notDuring(itemIndex, async () => await readBack(body))
					.catch(() => undefined);
				if (found !== undefined) return found;
			}
			const backOff = REPEAT_AFTER_MS[repeats];
			const isFinal = writes || !outcome.isTransient || backOff === undefined;
			if (isFinal || clockMs() + backOff > patience.until) {
				const isUnknown =
					writes && outcome.text.description.includes(unknownOutcome(service.name, asked));
				throw markUnknown(failed(outcome.text, itemIndex, outcome.status), isUnknown);
			}
			await rest(backOff * (1 + Math.random() / 4));
		}
	}

	return {
		request,
		stopAfter: stop.after,
		failure: failed,
		async wait(ms) {
			if (!(await rest(ms))) throw canceled();
		},
		async learnt() {
			return learntOf((await connectionOf(service.credential)).baseUrl);
		},
		hint: (text) => void said.add(text),
		hintNames(topic, names, text) {
			const times = named.get(topic)?.times ?? new Map<string, number>();
			for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
			named.set(topic, { times, text });
		},
		warn(text) {
			const line = secrets.hide(text);
			if (said.has(line)) return;
			said.add(line);
			context.logger.warn(`“${node.name}”: ${line}`);
		},
		hints() {
			const lines = [...named.values()].map(({ times, text }) => text([...times.keys()], times));
			const all = [...said, ...lines, report.text()].filter((line) => line !== undefined);
			// Only now are all keys known that were sent.
			return secrets.hide(all);
		},
	};
}

/** What decides about the answer to a read: whose it is, and what is asked. */
const keyOf = (
	{ baseUrl, apiKey }: Connection,
	{ method, path, query, body }: ApiRequest<unknown>,
) => JSON.stringify([baseUrl, apiKey, method, path, query, body]);

/** Errors of writes of which it is not known whether they were carried out. */
const unknownOutcomes = new WeakSet<object>();

/** Whether what failed may have been carried out all the same. */
export const mayHaveBeenDone = (error: unknown): boolean =>
	typeof error === 'object' && error !== null && unknownOutcomes.has(error);

function markUnknown<E extends NodeError>(error: E, isUnknown: boolean): E {
	if (isUnknown) unknownOutcomes.add(error);
	return error;
}

const learntByBaseUrl = new Map<string, Map<string, string>>();

function learntOf(baseUrl: string): Map<string, string> {
	const learnt = learntByBaseUrl.get(baseUrl) ?? new Map<string, string>();
	learntByBaseUrl.set(baseUrl, learnt);
	return learnt;
}

/**
 * The code of what n8n's HTTP helper threw, such as ECONNRESET; never its text, which names the
 * request. n8n keeps it in `httpCode` where there was no answer, or leaves it in the cause.
 */
function causeOf(error: unknown): string {
	const { httpCode, cause, code } = error as Record<'httpCode' | 'code', unknown> & {
		cause?: { code?: unknown };
	};
	return String(httpCode ?? cause?.code ?? code ?? 'no answer');
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
