import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { inputError } from '../errors';
import { checkBoolean } from './booleans';
import { asText } from './texts';

/** The collection Filters. */
export const filtersOf = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options,
});

/** The collection Options. */
export const optionsOf = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options,
});

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
 * A switch that stands in a collection, such as Options.
 *
 * @param label the switch's name, for the message
 * @param standard its position where the user did not add it
 * @throws NodeOperationError where it was added and is neither true nor false
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
