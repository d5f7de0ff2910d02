import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { inputError } from '../errors';
import { isObject } from '../json';
import type { Client } from '../transport/client';
import { checkChoice } from './choice';
import { personalDataField, readPersonalData } from './personalData';
import type { FieldReader } from './recordLocator';
import { textsIn } from './texts';

/** Makes the output of one record: one item, or several. */
export type Shape = (record: IDataObject) => IDataObject | IDataObject[];

/** What the user can choose about the output of one kind of record, and what reads it. */
export interface Output {
	/** The fields Output, Fields (for Selected Fields) and Personal Data. */
	fields: INodeProperties[];
	/**
	 * Reads what the user chose. Use the shape on each page of a list as it comes: then only the output
	 * of all records is in memory, and not the records themselves.
	 *
	 * @param timezone in which times are given
	 * @param client of a step, to tell of selected fields that records don't have
	 * @throws NodeOperationError if the choice is none, or no field is selected
	 */
	read(context: FieldReader, itemIndex: number, timezone: string, client?: Client): Shape;
}

interface Forms {
	/** What messages call the records: `leads`. */
	plural: string;
	/** The fields that hold a person, see `readPersonalData`. */
	people: string[];
	simplified: { description: string; shape(record: IDataObject, timezone: string): IDataObject };
	/** Another form, ready for a sheet. */
	rows: INodePropertyOptions & {
		value: string;
		shape(record: IDataObject, timezone: string): IDataObject | IDataObject[];
	};
	/** The field Fields: a list to pick names from, such as `supplier.name`. */
	picker: Pick<INodeProperties, 'displayName' | 'description' | 'hint' | 'options' | 'typeOptions'>;
}

/** Makes the fields Output (Simplified, rows, Selected Fields or Raw) and Personal Data. */
export function outputOf({ plural, people, simplified, rows, picker }: Forms): Output {
	const { shape: shapeRows, ...rowsOption } = rows;
	const choices = [
		{ name: 'Simplified', value: 'simplified', description: simplified.description },
		rowsOption,
		{
			name: 'Selected Fields',
			value: 'selected',
			description: 'Only the fields that you pick, as the service gives them',
		},
		{ name: 'Raw', value: 'raw', description: 'Everything, as the service gives it' },
	];
	return {
		fields: [
			{
				displayName: 'Output',
				name: 'output',
				type: 'options',
				options: choices,
				default: 'simplified',
				description: 'What each output item holds',
			},
			{
				...picker,
				name: 'fields',
				type: 'multiOptions',
				// Not required: where Output is an expression, n8n shows it and would ask for it with any output.
				displayOptions: { show: { output: ['selected'] } },
				default: [],
			},
			personalDataField,
		],
		read(context, itemIndex, timezone, client) {
			const protect = readPersonalData(context, itemIndex, people);
			const given = context.getNodeParameter('output', itemIndex, 'simplified');
			const choice = checkChoice(context.getNode(), itemIndex, 'Output', given, choices);
			if (choice === 'raw') return protect;
			if (choice === 'simplified') return (record) => simplified.shape(protect(record), timezone);
			if (choice !== 'selected') return (record) => shapeRows(protect(record), timezone);
			const names = readNames(context, itemIndex, picker.displayName);
			const wanted = toTree(names);
			return (record) => {
				if (client) tellMissing(client, plural, names, record);
				return selectedFrom(protect(record), wanted);
			};
		},
	};
}

function readNames(context: FieldReader, itemIndex: number, label: string): string[] {
	const names = textsIn(context.getNodeParameter('fields', itemIndex, []));
	if (names.length > 0) return [...new Set(names)];
	throw inputError(
		context.getNode(),
		itemIndex,
		`No field was picked under ${label}`,
		'Pick at least one, or choose Simplified or Raw as the Output.',
	);
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

/** A copy with the selected fields only, in the places where they were; within lists, too. */
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

/** Counts the fields that a record lacks, and has the panel say it once the run has ended. */
function tellMissing(client: Client, plural: string, names: string[], record: IDataObject): void {
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
