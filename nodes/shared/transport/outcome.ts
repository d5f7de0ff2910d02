import type { IN8nHttpFullResponse } from 'n8n-workflow';
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

export interface Expectation {
	/** In words, for messages: `a list of leads`. */
	what: string;
	matches(body: unknown): boolean;
}

/** What a request takes for an answer. */
export interface AnswerRules {
	/** What the answer must be to be of use; one that is not counts as a failure of the service. */
	expect?: Expectation;
	/** A refusal that this request takes as an answer, such as "Buyer is already paused". */
	accepts?(body: unknown, status: number): boolean;
	/** The answer may also be a text; a web page is none, it comes from a proxy. */
	takesText?: boolean;
}

export type Outcome = { json: unknown } | Failure;

export interface Failure {
	text: ErrorText;
	status?: number;
	/** The same request may succeed a little later. */
	isTransient: boolean;
}

/** What an attempt came to: the answer's JSON, or a failure. A 429 is none of them: it is waited for. */
export function judge(
	service: Service,
	baseUrl: string,
	attempt: Attempt,
	{ expect, accepts, takesText = false }: AnswerRules,
	asked: Asked,
): Outcome {
	if ('failure' in attempt) {
		const text = noAnswerText(service, attempt.failure, asked);
		return { text, isTransient: !isLasting(attempt.failure) };
	}
	const { statusCode: status, body } = attempt.response;
	const json = parsed(body, takesText);
	if (json && accepts?.(json.value, status)) return { json: json.value };
	const succeeded = status >= 200 && status < 300;
	if (!succeeded || (json && service.refuses?.(json.value))) {
		const text = refusalText(service, status, json?.value, asked);
		return { text, status, isTransient: status >= 500 };
	}
	if (!json) {
		return { text: noJsonText(service, baseUrl, asked), status, isTransient: true };
	}
	if (expect && !expect.matches(json.value)) {
		return { text: unexpectedText(service, expect.what, asked), status, isTransient: true };
	}
	return { json: json.value };
}

/** n8n's HTTP helper gives parsed JSON, and text where the answer was none; '' is no body at all. */
function parsed(body: unknown, takesText: boolean): { value: unknown } | undefined {
	if (body === '' || body === null || body === undefined) return { value: undefined };
	const isText = takesText && typeof body === 'string' && !body.trimStart().startsWith('<');
	return isText || typeof body === 'object' ? { value: body } : undefined;
}
