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
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { checkBaseUrl } from './baseUrl';
import { apiError, refusalText, unknownOutcome, type Asked, type ErrorText } from './errors';
import { createRateLimit, waitAfter429 } from './rateLimit';
import type { Service } from './service';
import { wait } from './wait';

export type NodeContext =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

export interface ApiRequest {
	method?: IHttpRequestMethods;
	/** Below the Base URL; ids in it encoded. */
	path: string;
	/** Entries that are undefined or '' are left out. */
	query?: IDataObject;
	body?: IDataObject;
	/** Changes something at the service, whatever the method. Default: every method but GET. */
	writes?: boolean;
	/** Not even sent again after a 429, by which nothing was done. */
	sendOnce?: boolean;
	/** What is asked for, for messages: `campaign 21624`. */
	subject?: string;
	/** What a write does, for the message when its outcome is unknown. Default: the change was made. */
	deed?: string;
	/** Another credential type than the service's, where it has more than one. */
	credential?: string;
	/** The key is in the body: the credential gives the Base URL, and its own key is not sent. */
	keyInBody?: boolean;
	/** Default: the client's. */
	timeoutMs?: number;
	/** The input item that the request is for. */
	itemIndex?: number;
	/** What the answer must be to be of use; one that is not counts as a failure of the service. */
	expect?: Expectation;
	/** A refusal that this request takes as an answer, such as "Buyer is already paused". */
	accepts?(body: unknown): boolean;
}

export interface Expectation {
	/** In words, for messages: `a list of leads`. */
	what: string;
	matches(body: unknown): boolean;
}

export interface Client {
	/**
	 * Sends one request and gives the answer's JSON; undefined when the answer has no body.
	 *
	 * Waits for the rate limit. Repeats a read after 5xx, a lost connection, a time-out or an answer
	 * that is no JSON; repeats a write only after 429, which says that nothing was done.
	 *
	 * @throws NodeApiError with the service's words and what to do next
	 */
	request(request: ApiRequest): Promise<unknown>;
	/** Says a line to the user on the output panel, once the run has ended. */
	hint(text: string): void;
	/** What was said with `hint`, and how long the run had to wait. */
	hints(): string[];
}

const TIMEOUT_MS = 60_000;
/** Longer than any rate-limit window of a minute, shorter than a user's patience. */
const PATIENCE_MS = 10 * 60_000;
/** How often a read is sent again after a failure that may pass: after about 1 s and 3 s. */
const REPEAT_AFTER_MS = [1_000, 3_000];
const BUSY_CHECK_MS = 20;

/** What came of one attempt: an answer, or no answer. */
type Attempt = { response: IN8nHttpFullResponse } | { failure: string };

type Outcome =
	'rate limited' | { json: unknown } | { text: ErrorText; status?: number; mayPass: boolean };

export interface ClientOptions {
	/** How long one request may wait for the rate limit: less where somebody waits for the answer. */
	patienceMs?: number;
	/** How long to wait for an answer: less where others wait behind it. */
	timeoutMs?: number;
}

/**
 * The only way out: every request of both services goes through a client. One client serves one
 * execution, so that all its items share what is known of the rate limit.
 */
export function createClient(
	context: NodeContext,
	service: Service,
	{ patienceMs = PATIENCE_MS, timeoutMs = TIMEOUT_MS }: ClientOptions = {},
): Client {
	const node = context.getNode();
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const limit = createRateLimit();
	const said = new Set<string>();
	let waits = 0;
	let waitedFrom = Infinity;
	let waitedMs = 0;
	let waitingNow = 0;

	/** Counts the time in which at least one request waited: ten that wait together wait once. */
	async function pause(ms: number, itemIndex?: number) {
		if (waitingNow++ === 0) waitedFrom = Date.now();
		const completed = await wait(ms, signal);
		if (--waitingNow === 0) waitedMs += Date.now() - waitedFrom;
		if (!completed) throw canceled(itemIndex);
	}

	/** n8n takes an execution for canceled by this very word, spelled so. */
	const canceled = (itemIndex?: number, description = 'Nothing was sent after that.') =>
		new NodeOperationError(node, 'The execution was canceled', { itemIndex, description });

	/** Waits until the rate limit lets the next request out. */
	async function turn(deadline: number, itemIndex?: number) {
		let waited = false;
		for (;;) {
			if (signal?.aborted) throw canceled(itemIndex);
			const delay = limit.delay();
			if (delay === 0) break;
			if (delay === 'busy') {
				await wait(BUSY_CHECK_MS, signal);
				continue;
			}
			if (Date.now() + delay > deadline) throw outOfPatience(delay, itemIndex);
			waited = true;
			await pause(delay, itemIndex);
		}
		if (waited) waits++;
		limit.sent();
	}

	const outOfPatience = (ms: number, itemIndex?: number) =>
		apiError(
			node,
			{
				message: `${service.name} limits how many requests it takes, and asks to wait ${inWords(ms)}`,
				description: `This is longer than this step waits (${inWords(patienceMs)}). Nothing was done by the refused request. Run again later, or let fewer workflows use this API key at a time.`,
			},
			itemIndex,
			429,
		);

	const refusedOnce = (itemIndex: number | undefined, ms: number) =>
		apiError(
			node,
			{
				message: `${service.name} limits how many requests it takes, and refused this one`,
				description: `Nothing was done by it. To be sure that nothing is done twice, this step does not send it again by itself: run it again in ${inWords(ms)}. Items that follow wait until then.`,
			},
			itemIndex,
			429,
		);

	async function attempt(baseUrl: string, request: ApiRequest): Promise<Attempt> {
		const { helpers } = context;
		const options: IHttpRequestOptions = {
			method: request.method ?? 'GET',
			url: baseUrl + request.path,
			qs: withoutEmpty(request.query),
			body: request.body,
			json: true,
			timeout: request.timeoutMs ?? timeoutMs,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
		};
		try {
			const response = (
				request.keyInBody
					? await helpers.httpRequest(options)
					: await helpers.httpRequestWithAuthentication.call(
							context,
							request.credential ?? service.credential,
							options,
						)
			) as IN8nHttpFullResponse;
			limit.answered(response.headers as IDataObject);
			return { response };
		} catch (error) {
			limit.answered();
			return { failure: causeOf(error) };
		}
	}

	async function request(request: ApiRequest): Promise<unknown> {
		const { itemIndex } = request;
		const writes = request.writes ?? (request.method ?? 'GET') !== 'GET';
		const baseUrl = await baseUrlOf(context, request.credential ?? service.credential, itemIndex);
		const deadline = Date.now() + patienceMs;
		let refusals = 0;
		let repeats = 0;

		for (;;) {
			await turn(deadline, itemIndex);
			const result = await attempt(baseUrl, request);
			if (signal?.aborted && 'failure' in result) {
				const asked = { ...request, writes };
				throw canceled(itemIndex, writes ? unknownOutcome(service.name, asked) : undefined);
			}

			const outcome = judge(result, baseUrl, request, writes);
			if (outcome === 'rate limited') {
				const ms = waitAfter429(headersOf(result), ++refusals);
				limit.refused(ms);
				if (request.sendOnce) throw refusedOnce(itemIndex, ms);
				continue;
			}
			if ('json' in outcome) return outcome.json;
			const error = apiError(node, outcome.text, itemIndex, outcome.status);
			const backOff = REPEAT_AFTER_MS[repeats++];
			const hopeless = writes || !outcome.mayPass || backOff === undefined;
			if (hopeless || Date.now() + backOff > deadline) throw error;
			await wait(backOff * (1 + Math.random() / 4), signal);
		}
	}

	/** What an attempt came to: the answer's JSON, a 429, or a failure and whether it may pass. */
	function judge(
		result: Attempt,
		baseUrl: string,
		{ subject, deed, expect, accepts }: ApiRequest,
		writes: boolean,
	): Outcome {
		const asked = { subject, deed, writes };
		if ('failure' in result) {
			return { text: noAnswerText(service, result.failure, asked), mayPass: true };
		}
		const { statusCode: status, body } = result.response;
		if (status === 429) return 'rate limited';
		const json = parsed(body);
		if (json && accepts?.(json.value)) return { json: json.value };
		const succeeded = status >= 200 && status < 300;
		if (!succeeded || (json && service.refuses?.(json.value))) {
			const text = refusalText(service, status, json?.value, asked);
			return { text, status, mayPass: status >= 500 };
		}
		if (!json) {
			return { text: noJsonText(service, baseUrl, asked), status, mayPass: true };
		}
		if (expect && !expect.matches(json.value)) {
			const text = unexpectedText(service, expect, asked);
			return { text, status, mayPass: true };
		}
		return { json: json.value };
	}

	return {
		request,
		hint: (text) => void said.add(text),
		hints: () =>
			waits === 0
				? [...said]
				: [
						...said,
						`Waited ${inWords(waitedMs)} for the rate limit of ${service.name} (${waits} ${waits === 1 ? 'request' : 'requests'} had to wait). Nothing was skipped.`,
					],
	};
}

async function baseUrlOf(context: NodeContext, credential: string, itemIndex = 0): Promise<string> {
	const { baseUrl } = await context.getCredentials(credential, itemIndex);
	try {
		return checkBaseUrl(baseUrl);
	} catch (error) {
		throw new NodeOperationError(context.getNode(), (error as Error).message, { itemIndex });
	}
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

const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);
/** The connection was never made, so the service has seen nothing. */
const NOT_SENT = new Set(['ENOTFOUND', 'ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function noAnswerText({ name }: Service, code: string, asked: Asked): ErrorText {
	if (NOT_SENT.has(code)) {
		return {
			message: `${name} can't be reached`,
			description: `Nothing was sent (${code}). Check the Base URL in the credential, and that n8n may reach this address.`,
		};
	}
	return {
		message: TIMED_OUT.has(code)
			? `${name} did not answer in time`
			: `The connection to ${name} was lost`,
		description: asked.writes
			? unknownOutcome(name, asked)
			: `The request was sent several times, each time without an answer (${code}). Run the workflow again later.`,
	};
}

function noJsonText({ name }: Service, baseUrl: string, asked: Asked): ErrorText {
	const check = `Check the Base URL in the credential (${baseUrl}): the address may be a web page or a proxy.`;
	return {
		message: `${name} answered with something other than data (no JSON)`,
		description: asked.writes ? `${unknownOutcome(name, asked)} ${check}` : check,
	};
}

function unexpectedText({ name }: Service, { what }: Expectation, asked: Asked): ErrorText {
	return {
		message: `${name} answered, but without ${what}`,
		description: asked.writes
			? unknownOutcome(name, asked)
			: 'It was asked several times. Run again later; if it stays, check the Base URL in the credential.',
	};
}

const headersOf = (result: Attempt) =>
	('response' in result ? result.response.headers : {}) as IDataObject;

/** n8n's HTTP helper gives parsed JSON, and text where the answer was none; '' is no body at all. */
function parsed(body: unknown): { value: unknown } | undefined {
	if (body === '' || body === null || body === undefined) return { value: undefined };
	return typeof body === 'object' ? { value: body } : undefined;
}

function withoutEmpty(query: IDataObject = {}): IDataObject {
	return Object.fromEntries(
		Object.entries(query).filter(([, value]) => value !== undefined && value !== ''),
	);
}

/** A duration as people say it: `3 seconds`, `2 minutes`. */
function inWords(ms: number): string {
	const seconds = Math.max(1, Math.round(ms / 1000));
	const [count, unit] = seconds < 120 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute'];
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
