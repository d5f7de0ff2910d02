import type {
	IGetNodeParameterOptions,
	INode,
	INodeProperties,
	INodePropertyMode,
	NodeParameterValueType,
} from 'n8n-workflow';
import { checkId } from './ids';

/** Gives the values of a node's fields. A trigger can be one too: it has no items, and ignores which. */
export interface FieldReader {
	getNode(): INode;
	getNodeParameter(
		name: string,
		itemIndex: number,
		fallback?: NodeParameterValueType,
		options?: IGetNodeParameterOptions,
	): unknown;
}

/**
 * The id that was picked with a locator. Not encoded.
 *
 * @param label what it is the id of, for the message: `Supplier ID`
 * @throws NodeOperationError where it is empty or no id
 */
export function pickedId(
	context: FieldReader,
	itemIndex: number,
	name: string,
	label: string,
): string {
	const value = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
	return checkId(context.getNode(), itemIndex, label, value);
}

export interface RecordLocator {
	displayName: string;
	name: string;
	/** Which of the node's list searches fills the list. */
	searchListMethod: string;
	/** An id as the service's documentation shows it. */
	example: string;
	/** What else leads to the record. */
	modes?: INodePropertyMode[];
}

/** A field that picks one record: From List (with search), By ID, and whatever else leads to it. */
export const recordLocator = ({
	displayName,
	name,
	searchListMethod,
	example,
	modes = [],
}: RecordLocator): INodeProperties => ({
	displayName,
	name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod, searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. ${example}` },
		...modes,
	],
});
