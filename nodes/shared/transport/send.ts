import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { withoutEmpty } from '../json';
import type { ApiRequest } from './apiRequest';
import type { Connection } from './connection';
import type { NodeContext } from './nodeContext';
import type { Attempt } from './outcome';

/**
 * Sends a request once: the only call of n8n's HTTP helper. It judges nothing and never throws.
 *
 * @param timeoutMs how long to wait for the answer, where the request doesn't say so
 */
export async function send(
	context: NodeContext,
	{ baseUrl, decrypted }: Connection,
	request: ApiRequest<unknown>,
	timeoutMs: number,
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
