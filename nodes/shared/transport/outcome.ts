import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';
import type { ErrorText } from '../errors';
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
	/** It was a success that shows no record: no body, an empty object, or a mere text. */
	shown?: { body: unknown };
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
	if (!isSuccess || (isJson && service.refuses?.(body))) {
		const answer = isJson
			? readRefusal?.({ status, body, headers: headers as IDataObject })
			: undefined;
		return answer === undefined ? refused() : { answer, isRefusal: true };
	}
	if (!isJson) return { text: noJsonText(service, baseUrl, asked), status, isTransient: true };
	const answer = read(body);
	if (answer !== undefined) return { answer, isRefusal: false };
	// A success that says why it is none.
	if (service.errorText(body) !== undefined) return refused();
	const text = unexpectedText(service, what, asked);
	return { text, status, isTransient: true, shown: isEmpty(body) ? { body } : undefined };
}

const isEmpty = (body: unknown) =>
	!body || typeof body === 'string' || (typeof body === 'object' && Object.keys(body).length === 0);

/** n8n's HTTP helper gives parsed JSON, and text where the answer was none; '' is no body at all. */
function parsed(raw: unknown, takesText: boolean): { isJson: boolean; body: unknown } {
	if (raw === '' || raw === null || raw === undefined) return { isJson: true, body: undefined };
	const isText = takesText && typeof raw === 'string' && !/^\s*[<{["]/.test(raw);
	return { isJson: isText || typeof raw === 'object', body: raw };
}
