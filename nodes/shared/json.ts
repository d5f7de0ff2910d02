import type { IDataObject } from 'n8n-workflow';

/** A JSON object: neither an array, nor null, nor a plain value. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
