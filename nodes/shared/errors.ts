import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Service } from './service';

export interface ErrorText {
	/** What happened, in the service's words where it has any. */
	message: string;
	/** What to do about it. */
	description: string;
}

/** Bad input: said before any request is sent. */
export function inputError(
	node: INode,
	itemIndex: number,
	message: string,
	description?: string,
): NodeOperationError {
	return new NodeOperationError(node, message, { itemIndex, description, level: 'warning' });
}

/**
 * An error about a service. It is always made afresh and never from the error that n8n's HTTP
 * helper throws: that one carries the request, and with it the API key.
 */
export function apiError(
	node: INode,
	{ message, description }: ErrorText,
	itemIndex?: number,
	httpCode?: number,
): NodeApiError {
	return new NodeApiError(
		node,
		{},
		{
			message,
			description,
			itemIndex,
			httpCode: httpCode === undefined ? undefined : String(httpCode),
		},
	);
}

/** What a request was about, for messages. */
export interface Asked {
	/** `campaign 21624` */
	subject?: string;
	/** What a write does: `the lead was taken`. */
	deed?: string;
	writes: boolean;
}

/** An answer that came, but is a refusal. */
export function refusalText(
	service: Service,
	status: number,
	body: unknown,
	asked: Asked,
): ErrorText {
	const words = service.errorText(body);
	const advice = adviceFor(service, status, asked);
	return { message: words ?? `${service.name} answered with HTTP ${status}`, description: advice };
}

function adviceFor({ name, whereIsTheKey }: Service, status: number, asked: Asked): string {
	const { subject, writes } = asked;
	if (status === 401) {
		return `${name} does not accept the API key. Check it in the credential: ${whereIsTheKey}.`;
	}
	if (status === 403) {
		return `${name} does not allow this with this API key. Check that the account and its plan include it.`;
	}
	if (status === 404) {
		return subject
			? `${name} knows no ${subject} in the account of this API key. Check the ID, and that the key belongs to the right account (live and test data are apart).`
			: `${name} has nothing at this address. Check the Base URL in the credential.`;
	}
	if (status >= 500) {
		return writes
			? `${name} failed while it handled the change. ${unknownOutcome(name, asked)}`
			: `${name} has a problem at the moment; it was asked several times. Run the workflow again later.`;
	}
	if (status >= 300 && status < 400) {
		return `${name} sent the request on to another address. To keep your API key safe it is never sent along. Set the Base URL in the credential to the final address.`;
	}
	return `${name} refused the request (HTTP ${status}). Change what it names and run again.`;
}

/** The request went out, and whether it was carried out can't be known. */
export const unknownOutcome = (
	name: string,
	{ subject = 'the record', deed = 'the change was made' }: Asked,
) =>
	`It is not known whether ${deed}, and it was not sent again, so that nothing is done twice. Look at ${subject} in ${name} before you run this again.`;
