import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { checkId } from '../../shared/fields/ids';

export const leadIdField: INodeProperties = {
	displayName: 'Lead ID',
	name: 'leadId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Oi_PE5UB8JeApcHI06lG',
	description: 'ID of a lead as Get Many gives it, or as the answer to a submission',
};

/**
 * Reads `leadIdField`.
 *
 * @returns the ID, not encoded
 * @throws NodeOperationError if the ID is not valid, see `checkId`
 */
export const readLeadId = (context: IExecuteFunctions, itemIndex: number): string =>
	checkId(context.getNode(), itemIndex, 'Lead ID', context.getNodeParameter('leadId', itemIndex));
