import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { filtersOf } from '../../../shared/descriptions';
import { inputError } from '../../../shared/errors';
import { isObject } from '../../../shared/json';

const NEWER = 'Newer than Lead Prosper’s public API page, so this node checks its result.';

export const filterField: INodeProperties = filtersOf([
	{
		displayName: 'Field Name',
		name: 'fieldName',
		type: 'string',
		default: '',
		placeholder: 'e.g. zip_code',
		description: 'Only leads whose data has exactly Field Value in this field. ' + NEWER,
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
		options: [
			{ name: 'Accepted', value: 'accepted' },
			{ name: 'Duplicated', value: 'duplicated' },
			{ name: 'Error', value: 'error' },
		],
		default: 'accepted',
		description: 'Only leads with this status',
	},
	{
		displayName: 'Supplier ID',
		name: 'supplierId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 55077',
		description: 'Only leads that this supplier delivered. ' + NEWER,
	},
]);

export interface LeadFilter {
	/** What the service is asked for. */
	query: IDataObject;
	/**
	 * `supplier` and `field_name` are known from one source only. A service that doesn't know them
	 * would answer with all leads, so what comes is looked at again.
	 */
	keep?(lead: IDataObject): boolean;
}

/** @throws NodeOperationError where a field's name comes without a value, or a value without a name */
export function readFilter(context: IExecuteFunctions, itemIndex: number): LeadFilter {
	const filters = context.getNodeParameter('filters', itemIndex, {});
	const text = (name: string) => String(filters[name] ?? '').trim();
	const [supplier, field_name, field_value] = ['supplierId', 'fieldName', 'fieldValue'].map(text);
	if (Boolean(field_name) !== Boolean(field_value)) {
		throw inputError(
			context.getNode(),
			itemIndex,
			field_name ? 'The filter Field Value is missing' : 'The filter Field Name is missing',
			'Fill in both Field Name and Field Value, or remove both.',
		);
	}
	const query = { status: text('status').toLowerCase(), supplier, field_name, field_value };
	if (!supplier && !field_name) return { query };
	return {
		query,
		keep: (lead) =>
			(!supplier || idOf(lead.supplier) === supplier) &&
			(!field_name || valueOf(lead.lead_data, field_name) === field_value),
	};
}

const idOf = (record: unknown) => (isObject(record) ? String(record.id) : undefined);

const valueOf = (data: unknown, name: string) =>
	isObject(data) ? String(data[name] ?? '').trim() : undefined;
