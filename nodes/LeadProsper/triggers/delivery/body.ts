import type { GenericValue, IDataObject } from 'n8n-workflow';
import { asText } from '../../../shared/fields/texts';
import { isObject } from '../../../shared/json';

/** In characters. No service makes IDs that long. */
const LONGEST_ID = 200;

/** A body that is nested deeper than this was not made for a workflow, and n8n could not record it. */
const DEEPEST = 50;

/**
 * The ID of a lead that a posted body names.
 *
 * @param body as n8n has parsed it: an object, where it was JSON or a form; anything else is possible
 * @param field the name of the body's field, or names with dots between them. A field that has the
 *   dots in its name comes first.
 * @returns what can be asked for as a lead, whether or not there is one; undefined where the field is
 *   missing, or holds something else
 */
export function leadIdIn(body: unknown, field: string): string | undefined {
	const value = ownValue(body, field) ?? field.split('.').reduce(ownValue, body);
	const text = asText(value);
	return canBeLeadId(text) ? text : undefined;
}

/** Of an object or a list; not what it has from its prototype. */
const ownValue = (within: unknown, name: string): unknown =>
	typeof within === 'object' && within !== null
		? Object.getOwnPropertyDescriptor(within, name)?.value
		: undefined;

/**
 * No pattern: nobody knows what all IDs look like. But `.` and `..` would lead to another address, and
 * half a character can't be part of one.
 */
const canBeLeadId = (text: string): boolean =>
	!['', '.', '..'].includes(text) &&
	text.length <= LONGEST_ID &&
	!/[\p{Control}\p{Surrogate}]/u.test(text);

/** Whether it is a short code that Lead Prosper has left as it was. */
export const isShortCode = (text: string): boolean => /^\{+[^{}]*\}+$/.test(text);

/**
 * A posted body as the JSON of an item. What is no object, such as a list, comes below `body`.
 *
 * @returns undefined if it is nested too deep
 */
export function toItemJson(body: GenericValue): IDataObject | undefined {
	if (isTooDeep(body)) return undefined;
	const clean = cleaned(body);
	return isObject(clean) ? clean : { body: clean };
}

const isTooDeep = (value: GenericValue, around = 0): boolean =>
	typeof value === 'object' &&
	value !== null &&
	(around >= DEEPEST || Object.values(value).some((inner) => isTooDeep(inner, around + 1)));

/** Without `__proto__`: whoever copies an object with it replaces the copy's prototype. */
function cleaned(value: GenericValue): GenericValue {
	if (Array.isArray(value)) return value.map(cleaned);
	if (!isObject(value)) return value;
	const entries = Object.entries(value).filter(([name]) => name !== '__proto__');
	return Object.fromEntries(entries.map(([name, inner]) => [name, cleaned(inner)]));
}
