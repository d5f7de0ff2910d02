import type { IDataObject } from 'n8n-workflow';

/** True for a JSON object; false for an array, null or a plain value. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects in a list. Empty if the value is not a list. */
export const objectsIn = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? value.filter(isObject) : [];

/** The value itself if it is an object, else an empty object. */
export const asObject = (value: unknown): IDataObject => (isObject(value) ? value : {});

/** A copy of the object without the named fields. */
export const omit = (object: IDataObject, ...names: string[]): IDataObject =>
	Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** A copy of the object without the fields that are undefined, null or an empty text. */
export const withoutEmpty = (object: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(object).filter(
			([, value]) => value !== undefined && value !== null && value !== '',
		),
	);
