import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../json';

/** A whole form: `first_name=Ada&zip=10001`. */
const FORM = /^[^\s=&]+=[^\s&]*(&[^\s=&]+=[^\s&]*)*$/;

/** An e-mail address, or a phone number as people in the US or with a country code write it. */
const PERSONAL =
	/\S@\S|(?<!\d)(?:1[\s.-]?)?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}(?!\d)|\+\d[\d\s().-]{7,}\d/;

/**
 * A text of raw traffic without readable personal data: within JSON and forms by the names of the fields,
 * as in records.
 *
 * @param protect makes a copy of an object without its personal data
 * @returns undefined where it is another text that seems to hold some
 */
export function protectedText(
	text: string,
	protect: (record: IDataObject) => IDataObject,
): string | undefined {
	const json = parsed(text);
	if (json !== undefined) return JSON.stringify(protect({ json }).json);
	if (FORM.test(text)) {
		const fields = protect(Object.fromEntries(new URLSearchParams(text)));
		return new URLSearchParams(fields as Record<string, string>).toString();
	}
	return PERSONAL.test(text) ? undefined : text;
}

function parsed(text: string): IDataObject | IDataObject[] | undefined {
	if (!/^\s*[{[]/.test(text)) return undefined;
	try {
		const json: unknown = JSON.parse(text);
		return isObject(json) || Array.isArray(json) ? json : undefined;
	} catch {
		return undefined;
	}
}
