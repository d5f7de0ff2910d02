import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

export interface ErrorText {
	/** What happened, in the service's own words if it gave any. */
	message: string;
	/** What to do about it. */
	description: string;
}

/** The message of anything that was thrown. */
export const messageOf = (error: unknown) =>
	error instanceof Error ? error.message : String(error);

/**
 * An error about what the user entered. Throw it before any request is sent.
 *
 * @param message what is wrong
 * @param description what to do about it
 */
export function inputError(
	node: INode,
	itemIndex: number,
	message: string,
	description?: string,
): NodeOperationError {
	return new NodeOperationError(node, message, { itemIndex, description, level: 'warning' });
}

/** In characters. n8n saves an error with the execution, and a service may answer with megabytes. */
const LONGEST_MESSAGE = 1_000;

const shortened = (text: string) =>
	text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;

/**
 * An error about a service, such as a refusal. It is made from plain texts only. Never pass it the
 * error that n8n's HTTP helper throws: that error holds the whole request, with the API key.
 *
 * @param text its message is shortened, because it may be the service's own words
 * @param httpCode the status of the service's answer; undefined if there was no answer
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
			message: shortened(message),
			description,
			itemIndex,
			httpCode: httpCode === undefined ? undefined : String(httpCode),
		},
	);
}

export type NodeError = NodeApiError | NodeOperationError;

/**
 * Turns anything that was thrown into an error that n8n can show. The two kinds of error made above
 * are returned unchanged. Any other error is wrapped.
 */
export function asNodeError(node: INode, error: unknown, itemIndex?: number): NodeError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	return new NodeOperationError(node, error as JsonObject & Error, { itemIndex });
}
