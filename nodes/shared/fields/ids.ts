import type { INode } from 'n8n-workflow';
import { inputError } from '../errors';
import { refuseHalfCharacter } from './texts';

/**
 * Checks an id that the user entered.
 *
 * Empty, `.` and `..` are refused, because language models write them. As a part of a path they
 * would lead to another address, and encoding does not change them.
 *
 * @param label the field's name, for the message: `Campaign ID`
 * @returns the id, trimmed. It is not encoded: encode it where you put it into a path.
 * @throws NodeOperationError if the id is refused, or is neither a text nor a number
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
	refuseHalfCharacter(node, itemIndex, label, text);
	return text;
}
