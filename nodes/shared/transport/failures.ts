import type { INode, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { apiError, type ErrorText, type NodeError } from '../errors';
import { unknownOutcome, type Asked } from './failureTexts';
import type { Failure } from './outcome';
import type { Secrets } from './secrets';

/** The errors of a client's requests. */
export interface Failures {
	/** An error about the service, without the keys that were sent: its words may hold one. */
	about(text: ErrorText, itemIndex?: number, status?: number): NodeApiError;
	/** The error of a request that was sent and has failed for good. */
	ofRequest(failure: Failure, asked: Asked, itemIndex?: number): NodeApiError;
	/** The execution was canceled before the request was sent. */
	canceled(itemIndex?: number): NodeOperationError;
	/** The execution was canceled while the request was under way. */
	canceledDuring(asked: Asked, itemIndex?: number): NodeOperationError;
}

/** @param secrets the keys that the errors must not show */
export function createFailures(node: INode, serviceName: string, secrets: Secrets): Failures {
	/** n8n takes an execution for canceled by this very word, spelled so. */
	const canceled = (itemIndex?: number, description = 'Nothing was sent after that.') =>
		new NodeOperationError(node, 'The execution was canceled', { itemIndex, description });

	const about: Failures['about'] = (text, itemIndex, status) =>
		apiError(node, secrets.hide(text), itemIndex, status);

	return {
		about,
		ofRequest({ text, status }, asked, itemIndex) {
			// The text knows it: of some failures it says that nothing was sent.
			const isUnknown =
				asked.writes && text.description.includes(unknownOutcome(serviceName, asked));
			const error = about(text, itemIndex, status);
			return isUnknown ? markUnknown(error) : error;
		},
		canceled: (itemIndex) => canceled(itemIndex),
		canceledDuring: (asked, itemIndex) =>
			asked.writes
				? markUnknown(canceled(itemIndex, unknownOutcome(serviceName, asked)))
				: canceled(itemIndex),
	};
}

/** Errors of writes of which it is not known whether they were carried out. */
const unknownOutcomes = new WeakSet<object>();

/** Whether what failed may have been carried out all the same. */
export const mayHaveBeenDone = (error: unknown): boolean =>
	typeof error === 'object' && error !== null && unknownOutcomes.has(error);

function markUnknown<E extends NodeError>(error: E): E {
	unknownOutcomes.add(error);
	return error;
}
