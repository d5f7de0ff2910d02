import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import type { Expectation } from '../../shared/transport/outcome';
import type { Service } from '../../shared/transport/service';

/**
 * Lead Prosper's facts: what its API cheat sheet says, and how it words a refusal. This folder holds
 * them by kind of record; paths and answers that are not in the cheat sheet are marked.
 */
export const leadProsper: Service = {
	name: 'Lead Prosper',
	credential: 'leadProsperApi',
	whereIsTheKey: 'in Lead Prosper, under Developer API',
	errorText,
};

/** As its queries want it: dates as YYYY-MM-DD, both inclusive; an IANA time zone. */
export type DateRange = { start_date: string; end_date: string; timezone: string };

/**
 * Documented: `{status: "error", message, details}`. Not documented, but usual for such a backend:
 * `{message, errors: {field: ["…"]}}` and `{error: "…"}`.
 */
function errorText(body: unknown): string | undefined {
	if (!isObject(body)) return undefined;
	const { message, error, details, errors } = body;
	const fields = isObject(errors) ? Object.values(errors) : errors;
	const parts = [message, error, ...textsWithin(details), ...textsWithin(fields)];
	const texts = parts.filter((part) => typeof part === 'string' && part.trim() !== '');
	return texts.length > 0 ? [...new Set(texts)].join(' ') : undefined;
}

/** The texts of a value, however deep they lie: `{zip: ["is required"]}` → `zip: is required`. */
function textsWithin(value: unknown, name = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((entry) => textsWithin(entry, name));
	if (isObject(value)) {
		return Object.entries(value).flatMap(([key, entry]) => textsWithin(entry, key));
	}
	const text = value === null || value === undefined ? '' : String(value).trim();
	if (text === '') return [];
	const isNamed = text.toLowerCase().includes(name.replaceAll('_', ' ').toLowerCase());
	return [isNamed ? text : `${name}: ${text}`];
}

/** What is in the envelope `{status: "success", data}`, which pause and resume are documented with. */
export const unwrapped = (body: unknown): unknown =>
	isObject(body) && body.status === 'success' && 'data' in body ? body.data : body;

/** The record of this id, bare or in the envelope. Ids come as numbers and as texts. */
export const aRecord = (what: string, id: string): Expectation<IDataObject> => ({
	what,
	read(body) {
		const record = unwrapped(body);
		return isObject(record) && String(record.id) === id ? record : undefined;
	},
});

/** A list of objects, bare or in the envelope. */
export const aList = (
	what: string,
	isEntry: (entry: IDataObject) => boolean = () => true,
): Expectation<IDataObject[]> => ({
	what,
	read(body) {
		const list = unwrapped(body);
		const isList = Array.isArray(list) && list.every((entry) => isObject(entry) && isEntry(entry));
		return isList ? list : undefined;
	},
});
