import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { inputError } from '../errors';
import type { Client } from '../transport/client';
import { checkChoice } from './choice';
import { personalDataField, readPersonalData } from './personalData';
import type { FieldReader } from './recordLocator';
import { selectionOf, tellMissing } from './selectedFields';
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
			const select = selectionOf(names);
			return (record) => {
				if (client) tellMissing(client, plural, names, record);
				return select(protect(record));
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
