import type { IExecuteFunctions } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';
import { inputError } from '../errors';

/** What the user entered in a field of text, trimmed; a number is taken as its digits, all else as empty. */
export const asText = (value: unknown) =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/**
 * A required field of text, trimmed.
 *
 * @param label the field's name, for the message
 * @throws NodeOperationError when it is empty
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

/** As `requiredText`, for the address of a web page: http or https. */
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
 * Several values of one field: a list, or from an expression also a text, with commas or line breaks
 * between, or as JSON, as language models write it. Blanks are left out.
 */
export function textsIn(value: unknown): string[] {
	const texts = Array.isArray(value) ? value : partsOf(String(value ?? '').trim());
	return texts.map((text) => String(text).trim()).filter((text) => text !== '');
}

function partsOf(text: string): unknown[] {
	const list = text.startsWith('[') ? jsonParse<unknown>(text, { fallbackValue: text }) : text;
	return Array.isArray(list) ? list : text.split(/[,\n]/);
}
