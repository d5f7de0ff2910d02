import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

export interface ErrorText {
	/** What happened, in the service's words where it has any. */
	message: string;
	/** What to do about it. */
	description: string;
}

/** What was thrown, in its own words. */
export const messageOf = (error: unknown) =>
	error instanceof Error ? error.message : String(error);

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

export type NodeError = NodeApiError | NodeOperationError;

/** What was thrown, as n8n shows it: the nodes' own errors as they are, any other one wrapped. */
export function asNodeError(node: INode, error: unknown, itemIndex?: number): NodeError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	return new NodeOperationError(node, error as JsonObject & Error, { itemIndex });
}
