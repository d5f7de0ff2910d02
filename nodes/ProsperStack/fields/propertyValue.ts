import type { IDataObject, INode } from 'n8n-workflow';
import { inputError } from '../../shared/errors';
import { toBoolean } from '../../shared/fields/booleans';
import { toDate } from '../../shared/fields/dates';
import { exactNumber } from '../../shared/numbers';
import type { Property } from '../api/properties';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

type Value = IDataObject[string];

type Converter = (value: Value, refuse: (wanted: string) => Error) => Value;

const textValue: Converter = (value, refuse) => {
	if (!['string', 'number', 'boolean'].includes(typeof value)) throw refuse('a text');
	return String(value);
};

const numberValue: Converter = (value, refuse) => {
	const text = typeof value === 'object' ? '' : String(value).trim();
	if (typeof value !== 'number' && !NUMBER.test(text))
		throw refuse('a number such as 5800 or 12.5');
	const number = typeof value === 'number' ? value : exactNumber(text);
	if (number === undefined) throw refuse('a number of at most 15 digits (more would be rounded)');
	if (!Number.isFinite(number)) throw refuse('a number such as 5800 or 12.5');
	return number;
};

/** Refuses all other texts, because the service would read them as true. */
const booleanValue: Converter = (value, refuse) => {
	const boolean = toBoolean(value);
	if (boolean === undefined) throw refuse('true or false');
	return boolean;
};

const CONVERTERS = new Map<string, Converter>([
	['text', textValue],
	['number', numberValue],
	['boolean', booleanValue],
]);

/**
 * Converts a value to the form that the API takes: booleans and numbers become JSON booleans and
 * numbers, and dates become `YYYY-MM-DD`. If a property has a type that is not documented, its
 * value is passed unchanged.
 *
 * @param value neither null nor blank; `readChanges` handles those
 * @param zone the time zone in which a time becomes a date
 * @throws NodeOperationError if the value does not fit; it names the property and what it takes
 */
export function toPropertyValue(
	node: INode,
	itemIndex: number,
	{ key, type }: Property,
	value: Value,
	zone: string,
): Value {
	if (type === 'date') return toDate(node, itemIndex, `The property “${key}”`, value, zone);
	const refuse = (wanted: string) =>
		inputError(
			node,
			itemIndex,
			`The property “${key}” takes ${wanted}, not ${quoted(value)}`,
			'Change the value, or convert it in an expression.',
		);
	return CONVERTERS.get(type)?.(value, refuse) ?? value;
}

const quoted = (value: unknown) =>
	typeof value === 'object' ? JSON.stringify(value) : `“${String(value)}”`;
