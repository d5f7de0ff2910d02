import type { INode } from 'n8n-workflow';
import { inputError } from './errors';

/**
 * An id as one segment of a path, encoded. Empty, `.` and `..` would ask for another address than
 * the one that was meant (language models write them), so they are refused.
 *
 * @param label what it is the id of, in words: `Campaign ID`
 */
export function pathId(node: INode, itemIndex: number, label: string, id: unknown): string {
	return encodeURIComponent(checkId(node, itemIndex, label, id));
}

/** As `pathId`, for an id that goes into a query or a body: not encoded. */
export function checkId(node: INode, itemIndex: number, label: string, id: unknown): string {
	const text = typeof id === 'string' || typeof id === 'number' ? String(id).trim() : '';
	if (text === '' || text === '.' || text === '..') {
		throw inputError(
			node,
			itemIndex,
			`${label} is ${text === '' ? 'empty' : `“${text}”, which is no ID`}`,
			`Pick one from the list or enter its ID. If it comes from an expression, check that the expression gives a value for item ${itemIndex}.`,
		);
	}
	return text;
}
