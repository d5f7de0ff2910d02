import type { INode } from 'n8n-workflow';
import { inputError } from '../errors';

/** What people and sheets write. */
const TRUE = new Set(['true', 't', '1', 'yes', 'y']);
const FALSE = new Set(['false', 'f', '0', 'no', 'n']);

/** @returns undefined for what is neither true nor false */
export function toBoolean(value: unknown): boolean | undefined {
	const text = typeof value === 'object' ? '' : String(value).trim().toLowerCase();
	if (TRUE.has(text)) return true;
	return FALSE.has(text) ? false : undefined;
}

/**
 * The position of a switch. n8n hands on whatever an expression gives, and from a sheet or a form
 * that is a text: “false” must not count as on.
 *
 * @param label the switch's name, for the message
 * @throws NodeOperationError for what is neither true nor false, nothing included
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
