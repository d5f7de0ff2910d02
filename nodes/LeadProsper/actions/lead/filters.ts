import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { inputError } from '../../../shared/errors';
import { filterText, filtersOf, readCollection } from '../../../shared/fields/collections';
import { isObject } from '../../../shared/json';
import { fitsTestLeads, LEAD_STATUSES, TEST_LEADS } from '../../fields/choices';

export const filterField: INodeProperties = filtersOf([
	{
		displayName: 'Field Name',
		name: 'fieldName',
		type: 'string',
		default: '',
		placeholder: 'e.g. zip_code',
		description:
			'Only leads whose data has exactly Field Value in this field. Checked again by this node.',
	},
	{
		displayName: 'Field Value',
		name: 'fieldValue',
		type: 'string',
		default: '',
		description: 'The value that the field named in Field Name must have',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: LEAD_STATUSES,
		default: 'accepted',
		description: 'Only leads with this status',
	},
	{
		displayName: 'Supplier ID',
		name: 'supplierId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 55077',
		description: 'Only leads that this supplier delivered. Checked again by this node.',
	},
	{
		displayName: 'Test Leads',
		name: 'testLeads',
		type: 'options',
		options: TEST_LEADS,
		default: 'exclude',
		description: 'What to do with test leads. Without this filter they are included.',
	},
]);

export interface LeadListFilter {
	/** The query parameters: filters that the service applies. */
	query: IDataObject;
	/**
	 * Filters the leads that come back. The parameters `supplier` and `field_name` are known from one
	 * source only, and a service that does not know them would answer with all leads. Test leads are
	 * filtered only here, because the service has no filter for them.
	 */
	keep?(lead: IDataObject): boolean;
}

/**
 * Reads the collection Filters.
 *
 * @throws NodeOperationError if a filter is empty, if its value is not one of the choices, or if
 *   only one of Field Name and Field Value is set
 */
export function readLeadListFilter(context: IExecuteFunctions, itemIndex: number): LeadListFilter {
	const filters = readCollection(context, itemIndex, 'filters');
	const text = (name: string, label: string) =>
		filterText(context, itemIndex, filters, name, label);
	const choice = (name: string, label: string, choices: Array<{ value: string }>) =>
		readChoice(context, itemIndex, label, choices, text(name, label));

	const status = choice('status', 'Status', LEAD_STATUSES);
	const tests = choice('testLeads', 'Test Leads', TEST_LEADS) ?? 'include';
	const supplier = text('supplierId', 'Supplier ID');
	const { field_name, field_value } = readField(context, itemIndex, filters);
	return {
		query: { status, supplier, field_name, field_value },
		keep: (lead) =>
			(status === undefined || String(lead.status).toLowerCase() === status) &&
			(supplier === undefined || idOf(lead.supplier) === supplier) &&
			(field_name === undefined || valueOf(lead.lead_data, field_name) === field_value) &&
			fitsTestLeads(lead, tests),
	};
}

function readField(context: IExecuteFunctions, itemIndex: number, filters: IDataObject) {
	const { fieldValue } = filters;
	// A lead's field can be true or false. As `filterText` treats these as empty, make them texts.
	const given =
		typeof fieldValue === 'boolean' ? { ...filters, fieldValue: String(fieldValue) } : filters;
	const field_name = filterText(context, itemIndex, given, 'fieldName', 'Field Name');
	const field_value = filterText(context, itemIndex, given, 'fieldValue', 'Field Value');
	if ((field_name === undefined) !== (field_value === undefined)) {
		throw inputError(
			context.getNode(),
			itemIndex,
			`The filter ${field_name === undefined ? 'Field Name' : 'Field Value'} is missing`,
			'Fill in both Field Name and Field Value, or remove both.',
		);
	}
	return { field_name, field_value };
}

/** Checks a choice. Takes upper case too, because leads have their status in upper case. */
function readChoice(
	context: IExecuteFunctions,
	itemIndex: number,
	label: string,
	choices: Array<{ value: string }>,
	text: string | undefined,
): string | undefined {
	const value = text?.toLowerCase();
	const values = choices.map((choice) => choice.value);
	if (value === undefined || values.includes(value)) return value;
	throw inputError(
		context.getNode(),
		itemIndex,
		`The filter ${label} has no “${String(text)}”`,
		`Choose one of ${values.join(', ')}.`,
	);
}

const idOf = (record: unknown) => (isObject(record) ? String(record.id) : undefined);

const valueOf = (data: unknown, name: string) =>
	isObject(data) ? String(data[name] ?? '').trim() : undefined;
