import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';
import type { ErrorText } from '../errors';
import { isObject } from '../json';
import {
	isLasting,
	noAnswerText,
	noJsonText,
	refusalText,
	unexpectedText,
	type Asked,
} from './failureTexts';
import type { Service } from './service';

/** What came of one attempt: an answer, or no answer and Node's code for why. */
export type Attempt = { response: IN8nHttpFullResponse } | { failure: string };

/** An answer that is a refusal, by its status or by what it says. */
export interface Refusal {
	status: number;
	/** Undefined where there is none. */
	body: unknown;
	headers: IDataObject;
}

/** What a request takes for its answer. */
export interface Expectation<T> {
	/** In words, for messages: `a list of leads`. */
	what: string;
	/**
	 * Takes from the answer what was asked for.
	 *
	 * @param body the answer's JSON; undefined where it has none
	 * @returns undefined where the answer is something else; then the request has failed
	 */
	read(body: unknown): T | undefined;
	/** As `read`, for a refusal that counts as an answer, such as "Buyer is already paused". */
	readRefusal?(refusal: Refusal): T | undefined;
	/** The body may also be a text, other than a web page (which comes from a proxy) or half of a JSON. */
	takesText?: boolean;
}

export type Outcome<T> = { answer: T; isRefusal: boolean } | Failure;

export interface Failure {
	text: ErrorText;
	status?: number;
	/** The same request may succeed a little later. */
	isTransient: boolean;
	/** It was a success that doesn't show what was asked for: of a write, something may have been done. */
	unproven?: { body: unknown };
}

/** What an attempt came to: what was asked for, or a failure. A 429 is neither: it is waited for. */
export function judge<T>(
	service: Service,
	baseUrl: string,
	attempt: Attempt,
	{ what, read, readRefusal, takesText = false }: Expectation<T>,
	asked: Asked,
): Outcome<T> {
	if ('failure' in attempt) {
		const text = noAnswerText(service, attempt.failure, asked);
		return { text, isTransient: !isLasting(attempt.failure) };
	}
	const { statusCode: status, body: raw, headers } = attempt.response;
	const { isJson, body } = parsed(raw, takesText);
	const refused = (): Failure => {
		const text = refusalText(service, status, body, asked);
		return { text, status, isTransient: status >= 500 };
	};

	const isSuccess = status >= 200 && status < 300;
	const isNo = isJson && saysNo(body);
	if (isJson && (isNo || !isSuccess)) {
		const answer = readRefusal?.({ status, body, headers: headers as IDataObject });
		if (answer !== undefined) return { answer, isRefusal: true };
	}
	if (!isSuccess) return refused();
	if (!isJson) return { text: noJsonText(service, baseUrl, asked), status, isTransient: true };
	const words = service.errorText(body);
	if (isNo && (words !== undefined || !asked.writes)) return refused();
	const answer = isNo ? undefined : read(body);
	if (answer !== undefined) return { answer, isRefusal: false };
	// Of a read, words say why there is nothing. Of a write, they may also say that it was done.
	if (words !== undefined && !asked.writes) return refused();
	const text = unexpectedText(service, what, words, asked);
	return { text, status, isTransient: true, unproven: isNo ? undefined : { body } };
}

/**
 * Whether an answer with a status of success says no all the same. One service documents
 * `{status: "error"}`; the others are usual elsewhere. A record may have an error of its own, such as a
 * lead with the status ERROR.
 */
function saysNo(body: unknown): boolean {
	if (!isObject(body)) return isWordOfNo(body);
	const isRecord = body.id !== undefined;
	return !isRecord && (isWordOfNo(body.status) || body.success === false || Boolean(body.error));
}

const isWordOfNo = (word: unknown) => typeof word === 'string' && /^\s*(error|fail)/i.test(word);

/** n8n's HTTP helper gives parsed JSON, and text where the answer was none; '' is no body at all. */
function parsed(raw: unknown, takesText: boolean): { isJson: boolean; body: unknown } {
	if (raw === '' || raw === null || raw === undefined) return { isJson: true, body: undefined };
	const isText = takesText && typeof raw === 'string' && !/^\s*[<{["]/.test(raw);
	return { isJson: isText || typeof raw === 'object', body: raw };
}
