import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';
import { inputError } from '../errors';

/** A text or number as trimmed text. Empty for any other value. */
export const asText = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/**
 * @throws NodeOperationError if a text has half of a character, as is left where a text with emojis was
 *   cut. In a URL it would become another character, so that something else was asked for.
 */
export function refuseHalfCharacter(node: INode, itemIndex: number, label: string, text: string) {
	if (!/\p{Surrogate}/u.test(text)) return;
	throw inputError(
		node,
		itemIndex,
		`${label} has half of a character: “${text}”`,
		'It was probably cut in the middle of an emoji. Correct the value. Nothing was sent.',
	);
}

/**
 * Reads a required text field.
 *
 * @param label the field's name, for the message
 * @returns the text, trimmed
 * @throws NodeOperationError if it is empty
 */
export function requiredText(
	context: IExecuteFunctions,
	itemIndex: number,
	parameter: string,
	label: string,
): string {
	const text = asText(context.getNodeParameter(parameter, itemIndex));
	if (text === '') {
		throw inputError(
			context.getNode(),
			itemIndex,
			`${label} is empty`,
			`Enter a value. If it comes from an expression, check that the expression gives one for item ${itemIndex}.`,
		);
	}
	return text;
}

/**
 * As `requiredText`.
 *
 * @throws NodeOperationError also if the text is not a full http or https URL
 */
export function requiredUrl(
	context: IExecuteFunctions,
	itemIndex: number,
	parameter: string,
	label: string,
): string {
	const text = requiredText(context, itemIndex, parameter, label);
	if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
		throw inputError(
			context.getNode(),
			itemIndex,
			`${label} is not a URL: “${text}”`,
			'Enter a full web address, such as https://example.com/account.',
		);
	}
	return text;
}

/**
 * Reads a field that holds several values. The value can be a list, a text with commas or line
 * breaks between the values, or a JSON list as text, which language models write.
 *
 * @returns the values as trimmed texts, without blank ones
 */
export function textsIn(value: unknown): string[] {
	const texts = Array.isArray(value) ? value : partsOf(String(value ?? '').trim());
	return texts.map((text) => String(text).trim()).filter((text) => text !== '');
}

function partsOf(text: string): unknown[] {
	const list = text.startsWith('[') ? jsonParse<unknown>(text, { fallbackValue: text }) : text;
	return Array.isArray(list) ? list : text.split(/[,\n]/);
}
