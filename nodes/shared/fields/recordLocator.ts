import type {
	IGetNodeParameterOptions,
	INode,
	INodeProperties,
	INodePropertyMode,
	NodeParameterValueType,
} from 'n8n-workflow';
import { checkId } from './ids';

/**
 * Reads the fields of a node or a trigger. A trigger has no input items and ignores `itemIndex`.
 */
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
 * Reads the id that the user picked with a locator.
 *
 * @param name the locator's parameter
 * @param label what the message calls the id: `Supplier ID`
 * @returns the id, not encoded
 * @throws NodeOperationError if the id is empty or not valid, see `checkId`
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
	/** Default: what to do with a list and an id. */
	description?: string;
	/** Further ways to pick the record, such as By Email. */
	modes?: INodePropertyMode[];
}

/**
 * A field that picks one record: From List (with search), By ID, or in one of the further modes.
 */
export const recordLocator = ({
	displayName,
	name,
	searchListMethod,
	example,
	description = `Pick the ${displayName.toLowerCase()} from the list, or enter its ID`,
	modes = [],
}: RecordLocator): INodeProperties => ({
	displayName,
	name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description,
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
