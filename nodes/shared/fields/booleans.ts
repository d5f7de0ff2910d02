import type { INode } from 'n8n-workflow';
import { inputError } from '../errors';

/** How people and sheets write true and false. Compared in lower case. */
const TRUE = new Set(['true', 't', '1', 'yes', 'y']);
const FALSE = new Set(['false', 'f', '0', 'no', 'n']);

/** Reads a boolean, or a text or number that means one. @returns undefined if it means neither */
export function toBoolean(value: unknown): boolean | undefined {
	const text = typeof value === 'object' ? '' : String(value).trim().toLowerCase();
	if (TRUE.has(text)) return true;
	return FALSE.has(text) ? false : undefined;
}

/**
 * Checks the value of a switch. It can be the result of an expression, which from a sheet or a form
 * is a text: the text “false” must not count as on.
 *
 * @param label the switch's name, for the message
 * @throws NodeOperationError if the value is empty, or is neither true nor false
 */
export function checkBoolean(
	node: INode,
	itemIndex: number,
	label: string,
	value: unknown,
): boolean {
	const position = toBoolean(value);
	if (position !== undefined) return position;
	const given =
		value === undefined || value === null || value === '' ? 'empty' : `“${String(value)}”`;
	throw inputError(
		node,
		itemIndex,
		`${label} must be true or false, and is ${given}`,
		`Check that the expression gives true or false for item ${itemIndex}.`,
	);
}
