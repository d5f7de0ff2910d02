import type { IDataObject } from 'n8n-workflow';

/** A JSON object: neither an array, nor null, nor a plain value. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list; none where it is no list. */
export const objectsIn = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? value.filter(isObject) : [];

/** The value where it is an object, else an empty one. */
export const asObject = (value: unknown): IDataObject => (isObject(value) ? value : {});

/** The object without some of its fields. */
export const omit = (object: IDataObject, ...names: string[]): IDataObject =>
	Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** The object without the fields that are undefined, null or an empty text. */
export const withoutEmpty = (object: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(object).filter(
			([, value]) => value !== undefined && value !== null && value !== '',
		),
	);
