import type { INodeProperties } from 'n8n-workflow';

export const leadIdField: INodeProperties = {
	displayName: 'Lead ID',
	name: 'leadId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Oi_PE5UB8JeApcHI06lG',
	description: 'ID of a lead as Get Many gives it, or as the answer to a submission',
};
