import type { IGetNodeParameterOptions, INode, NodeParameterValueType } from 'n8n-workflow';
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
