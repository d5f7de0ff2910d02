import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../json';
import type { Client } from '../transport/client';

/**
 * Makes what gives a copy of a record with the selected fields only, in the places where they were;
 * within lists, too.
 *
 * @param names such as `supplier`, or `supplier.name` for a field within another one
 */
export function selectionOf(names: string[]): (record: IDataObject) => IDataObject {
	const wanted = toTree(names);
	return (record) => selectedFrom(record, wanted);
}

/** The selected names by their parts. An empty tree stands for all that is there. */
type Tree = Map<string, Tree>;

function toTree(names: string[]): Tree {
	const tree: Tree = new Map();
	for (const name of names) {
		let at = tree;
		const parts = name.split('.');
		for (const [index, part] of parts.entries()) {
			const known = at.get(part);
			// `supplier` takes in `supplier.name`, whichever comes first.
			if (known?.size === 0) break;
			const next: Tree = index === parts.length - 1 ? new Map() : (known ?? new Map());
			at.set(part, next);
			at = next;
		}
	}
	return tree;
}

const selectedFrom = (record: IDataObject, wanted: Tree): IDataObject =>
	Object.fromEntries(
		[...wanted].flatMap(([name, inner]) =>
			Object.hasOwn(record, name) ? [[name, selectedWithin(record[name], inner)]] : [],
		),
	);

function selectedWithin(value: IDataObject[string], wanted: Tree): IDataObject[string] {
	if (wanted.size === 0) return value;
	if (Array.isArray(value)) {
		return value.map((entry) => (isObject(entry) ? selectedFrom(entry, wanted) : entry));
	}
	return isObject(value) ? selectedFrom(value, wanted) : value;
}

/** Whether the service gives this field, be it with an empty list or null on the way to it. */
function hasField(value: unknown, [name, ...rest]: string[]): boolean {
	if (name === undefined || value === null) return true;
	if (Array.isArray(value)) {
		return value.length === 0 || value.some((entry) => hasField(entry, [name, ...rest]));
	}
	return isObject(value) && Object.hasOwn(value, name) && hasField(value[name], rest);
}

/** In how many records a field was looked for, and in how many of them it is missing. */
interface Count {
	records: number;
	missing: number;
}

const countsOf = new WeakMap<Client, Map<string, Count>>();

/**
 * Counts the selected fields that a record lacks, and has the panel say it once the run has ended.
 *
 * @param plural what the hint calls the records: `leads`
 */
export function tellMissing(
	client: Client,
	plural: string,
	names: string[],
	record: IDataObject,
): void {
	const counts = countsOf.get(client) ?? new Map<string, Count>();
	countsOf.set(client, counts);
	for (const name of names) {
		const count = counts.get(name) ?? { records: 0, missing: 0 };
		counts.set(name, count);
		count.records++;
		if (hasField(record, name.split('.'))) continue;
		count.missing++;
		if (count.missing > 1) continue;
		client.hintNames('selected fields', [name], (told) => missingText(plural, told, counts));
	}
}

function missingText(plural: string, names: string[], counts: Map<string, Count>): string {
	const parts = names.map((name) => {
		const { records = 0, missing = 0 } = counts.get(name) ?? {};
		return `“${name}” (${missing === records ? `none of ${records}` : `${missing} of ${records} lack it`})`;
	});
	return `Selected fields that ${plural} don’t have: ${parts.join(', ')}. Names are case-sensitive.`;
}
