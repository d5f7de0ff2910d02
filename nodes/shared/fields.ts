import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';
import { inputError } from './errors';

/** What the user entered in a field of text; a number is taken as its digits. */
const asText = (value: unknown) =>
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

/** What the user chose in the collection `name`: Filters or Options. */
export const readCollection = (
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
): IDataObject => context.getNodeParameter(name, itemIndex, {}) as IDataObject;

/**
 * One entry of a collection as text; undefined when the user did not add it.
 *
 * @throws NodeOperationError when it was added and is empty: left out, it would match every record,
 *   and what comes next in the workflow would act on all of them
 */
export function filterText(
	context: IExecuteFunctions,
	itemIndex: number,
	filters: IDataObject,
	name: string,
	label: string,
): string | undefined {
	if (!(name in filters)) return undefined;
	const text = asText(filters[name]);
	if (text === '') {
		throw inputError(
			context.getNode(),
			itemIndex,
			`The filter ${label} is empty`,
			`Enter a value, or remove the filter. An empty filter would let every record through. If it comes from an expression, check that the expression gives a value for item ${itemIndex}.`,
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
