import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { inputError } from '../errors';
import { checkBoolean } from './booleans';
import { asText, refuseHalfCharacter } from './texts';

/** The field Filters: a collection of these options. */
export const filtersOf = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options,
});

/** The field Options: a collection of these options. */
export const optionsOf = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options,
});

/** What the user added to the collection `name`, such as `filters`. Empty if nothing was added. */
export const readCollection = (
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
): IDataObject => context.getNodeParameter(name, itemIndex, {}) as IDataObject;

/**
 * Reads one filter as text.
 *
 * @param label the filter's name, for the message
 * @returns undefined if the user did not add the filter
 * @throws NodeOperationError if the filter was added but is empty: ignoring it would let every
 *   record through, and the next steps of the workflow would act on all of them
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
	refuseHalfCharacter(context.getNode(), itemIndex, label, text);
	return text;
}

/**
 * Reads a filter that is an amount.
 *
 * @returns undefined if the user did not add the filter
 * @throws NodeOperationError if the filter is empty, no number, or below zero
 */
export function filterAmount(
	context: IExecuteFunctions,
	itemIndex: number,
	filters: IDataObject,
	name: string,
	label: string,
): number | undefined {
	const text = filterText(context, itemIndex, filters, name, label);
	const amount = text === undefined ? undefined : Number(text);
	if (amount === undefined || amount >= 0) return amount;
	throw inputError(
		context.getNode(),
		itemIndex,
		`The filter ${label} must be a number of at least 0, not “${text}”`,
		'Enter it with a point and without a currency, such as 12.50.',
	);
}

/**
 * Reads a switch in a collection such as Options.
 *
 * @param label the switch's name, for the message
 * @param standard what to return if the user did not add the switch
 * @throws NodeOperationError if the switch was added but is neither true nor false
 */
export const optionSwitch = <T>(
	context: IExecuteFunctions,
	itemIndex: number,
	collection: IDataObject,
	name: string,
	label: string,
	standard: T,
): boolean | T =>
	name in collection
		? checkBoolean(context.getNode(), itemIndex, label, collection[name])
		: standard;
