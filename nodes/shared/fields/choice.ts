import type { INode } from 'n8n-workflow';
import { inputError } from '../errors';

/** Small letters and digits only: `Last 7 Days` and `last_7_days` are `last7days`. */
const plain = (text: unknown) =>
	String(text ?? '')
		.replace(/[^a-z0-9]/gi, '')
		.toLowerCase();

/**
 * Checks the value of a field with options. An expression or a language model may have written it, so
 * the name that the panel shows is taken, too, in any spelling.
 *
 * @param label the field's name, for the message
 * @returns the value of one of the choices
 * @throws NodeOperationError if it is none of them
 */
export function checkChoice<V extends string>(
	node: INode,
	itemIndex: number,
	label: string,
	given: unknown,
	choices: ReadonlyArray<{ name: string; value: V }>,
): V {
	const wanted = plain(given);
	const choice = choices.find(({ name, value }) => [plain(value), plain(name)].includes(wanted));
	if (choice) return choice.value;
	throw inputError(
		node,
		itemIndex,
		`${label} has no “${String(given ?? '')}”`,
		`Choose one of: ${choices.map(({ name }) => name).join(', ')}.`,
	);
}
