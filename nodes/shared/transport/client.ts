import type { NodeApiError } from 'n8n-workflow';
import type { ErrorText } from '../errors';
import type { ApiRequest } from './apiRequest';
import { clockMs } from './clock';
import { createConnections, type Connection } from './connection';
import { createFailures } from './failures';
import type { Asked } from './failureTexts';
import { createHints, type NamesText } from './hints';
import { learntOf } from './learnt';
import type { NodeContext } from './nodeContext';
import { judge } from './outcome';
import { createProgress } from './progress';
import { createRateLimit } from './rateLimit';
import { forgetAnswer, recentAnswer } from './recentAnswers';
import { createSecrets } from './secrets';
import { send } from './send';
import { patienceFor, sendInTurn } from './sendInTurn';
import type { Service } from './service';
import { createStop } from './stop';
import { createTurns } from './turns';
import { wait } from './wait';
import { createWaitReport } from './waitReport';

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
	/** What was learnt about the service at the credential's Base URL, see `learntOf`. */
	learnt(): Promise<Map<string, string>>;
	/** Says a line to the user on the output panel, once the run has ended. */
	hint(text: string): void;
	/** A hint that names something, said once for all items, see `Hints`. */
	hintNames(topic: string, names: string[], text: NamesText): void;
	/** As `hint`, for what somebody must know who sees no panel: it goes to n8n's log, too. */
	warn(text: string): void;
	/** All hints, and how long the run had to wait. */
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
	const failures = createFailures(node, service.name, secrets);
	const connectionOf = createConnections(context);
	const stop = createStop(node);
	const hints = createHints();
	const means = { service, turns, stop, report, failures };

	async function request<T>(call: ApiRequest<T>): Promise<T> {
		const writes = call.writes ?? (call.method ?? 'GET') !== 'GET';
		const answer = answerTo(call, { ...call, writes });
		return await (writes ? answer : stop.orAnswer(call.itemIndex, answer));
	}

	async function answerTo<T>(call: ApiRequest<T>, asked: Asked): Promise<T> {
		const { itemIndex, readBack, credential = service.credential } = call;
		const connection = await connectionOf(credential);
		secrets.add(connection.apiKey);
		secrets.add(call.keyInBody);
		const patience = patienceFor(call.patienceMs ?? patienceMs);
		const key = takesRecent && !asked.writes ? keyOf(connection, call) : undefined;
		const sendNow = async () => await send(context, connection, call, timeoutMs);
		const sendWhenAllowed = async () => await sendInTurn(means, call, patience, sendNow);

		for (let repeats = 0; ; repeats++) {
			const attempt =
				key === undefined ? await sendWhenAllowed() : await recentAnswer(key, sendWhenAllowed);
			if (signal?.aborted && 'failure' in attempt) throw failures.canceledDuring(asked, itemIndex);
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
			const isFinal = asked.writes || !outcome.isTransient || backOff === undefined;
			if (isFinal || clockMs() + backOff > patience.until) {
				throw failures.ofRequest(outcome, asked, itemIndex);
			}
			await rest(backOff * (1 + Math.random() / 4));
		}
	}

	return {
		request,
		stopAfter: stop.after,
		failure: failures.about,
		async wait(ms) {
			if (!(await rest(ms))) throw failures.canceled();
		},
		async learnt() {
			return learntOf((await connectionOf(service.credential)).baseUrl);
		},
		hint: (text) => void hints.add(text),
		hintNames: hints.addNames,
		warn(text) {
			const line = secrets.hide(text);
			if (hints.add(line)) context.logger.warn(`“${node.name}”: ${line}`);
		},
		hints() {
			const waited = report.text();
			const lines = [...hints.lines(), ...(waited === undefined ? [] : [waited])];
			// Only now are all keys known that were sent.
			return secrets.hide(lines);
		},
	};
}

/** What decides about the answer to a read: whose it is, and what is asked. */
const keyOf = (
	{ baseUrl, apiKey }: Connection,
	{ method, path, query, body }: ApiRequest<unknown>,
) => JSON.stringify([baseUrl, apiKey, method, path, query, body]);
