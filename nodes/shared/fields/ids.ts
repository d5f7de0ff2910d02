import type { INode } from 'n8n-workflow';
import { inputError } from '../errors';

/**
 * An id as the user gave it, trimmed. Whoever puts it into a path encodes it there.
 *
 * Empty, `.` and `..` are refused (language models write them): as a segment of a path they would
 * ask for another address than the one that was meant, and encoding does not change them.
 *
 * @param label what it is the id of, in words: `Campaign ID`
 */
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
