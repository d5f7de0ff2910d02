import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { inputError } from '../../../shared/errors';
import {
	filterAmount,
	filterText,
	filtersOf,
	optionSwitch,
	readCollection,
} from '../../../shared/fields/collections';
import { asText } from '../../../shared/fields/texts';
import { isObject, objectsIn } from '../../../shared/json';
import { hasPhone, phoneDigits } from '../../api/phones';
import { isAccepted, isReturned, watchReturns } from '../../api/sales';
import { fitsTestLeads, LEAD_STATUSES, TEST_LEADS } from '../../fields/choices';

/** For filters that the service does not have, as the last sentence of their descriptions. */
const READS_ALL = 'Lead Prosper has no such filter: leads are read until there are enough';

export const filterField: INodeProperties = filtersOf([
	{
		displayName: 'Buyer ID',
		name: 'buyerId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 55080',
		description: `Only leads that this buyer bought. ${READS_ALL}.`,
	},
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
		placeholder: 'e.g. 10001',
		description: 'The value that the field named in Field Name must have',
	},
	{
		displayName: 'Minimum Price',
		name: 'minimumPrice',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: `Only leads whose revenue, which is what the buyers paid together, is at least this. ${READS_ALL}.`,
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. (212) 555-0100',
		description: `Only leads with this phone number in any field. Digits are compared, with or without a leading 1. ${READS_ALL}.`,
	},
	{
		displayName: 'Returned',
		name: 'returned',
		type: 'boolean',
		default: true,
		description: `Whether to get only returned leads; switched off, only those that were not returned. ${READS_ALL}.`,
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
		description: `What to do with test leads. Without this filter they are included. ${READS_ALL}.`,
	},
]);

export interface LeadListFilter {
	/** The query parameters: filters that the service applies. */
	query: IDataObject;
	/**
	 * Filters the leads that come back. The parameters `supplier` and `field_name` are known from one
	 * source only, and a service that does not know them would answer with all leads. For the other
	 * filters, such as Returned, the service has no parameter.
	 */
	keep(lead: IDataObject): boolean;
	/** Whether the user filters by Returned. */
	byReturned: boolean;
	/** What is to be told, after the reading, about what leads say of their return. */
	returnsDoubt(): string | undefined;
}

/**
 * Reads the collection Filters.
 *
 * @throws NodeOperationError if a filter is empty, if its value is not one of the choices, no amount
 *   or no phone number, or if only one of Field Name and Field Value is set
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
	const buyer = text('buyerId', 'Buyer ID');
	const minimumPrice = filterAmount(context, itemIndex, filters, 'minimumPrice', 'Minimum Price');
	const phone = readPhone(context, itemIndex, text('phone', 'Phone'));
	const returned = optionSwitch(context, itemIndex, filters, 'returned', 'Returned', undefined);
	const { field_name, field_value } = readField(context, itemIndex, filters);
	const returns = watchReturns();
	const fits = (lead: IDataObject) =>
		(status === undefined || String(lead.status).toLowerCase() === status) &&
		(supplier === undefined || idOf(lead.supplier) === supplier) &&
		(field_name === undefined || valueOf(lead.lead_data, field_name) === field_value) &&
		(buyer === undefined || isBoughtBy(lead, buyer)) &&
		(minimumPrice === undefined || Number(asText(lead.revenue) || NaN) >= minimumPrice) &&
		(phone === undefined || hasPhone(lead, phone)) &&
		(returned === undefined || isReturned(lead) === returned) &&
		fitsTestLeads(lead, tests);
	return {
		query: { status, supplier, field_name, field_value },
		keep(lead) {
			returns.see(lead);
			return fits(lead);
		},
		byReturned: returned !== undefined,
		returnsDoubt: returns.doubt,
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

/** The digits of the filter Phone. */
function readPhone(context: IExecuteFunctions, itemIndex: number, text: string | undefined) {
	const digits = phoneDigits(text);
	if (text === undefined || digits !== undefined) return digits;
	throw inputError(
		context.getNode(),
		itemIndex,
		`The filter Phone has no phone number: “${text}”`,
		'Enter a whole number with its area code, such as (212) 555-0100, without an extension.',
	);
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

const isBoughtBy = (lead: IDataObject, buyer: string) =>
	objectsIn(lead.buyers).some((one) => idOf(one) === buyer && isAccepted(one));

const idOf = (record: unknown) => (isObject(record) ? String(record.id) : undefined);

const valueOf = (data: unknown, name: string) =>
	isObject(data) ? String(data[name] ?? '').trim() : undefined;
