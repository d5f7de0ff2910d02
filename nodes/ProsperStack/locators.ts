import type { INodeProperties } from 'n8n-workflow';

/** Fields that pick one record: From List (with search and paging), or By ID. */
export const flowLocator: INodeProperties = {
	displayName: 'Flow',
	name: 'flowId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchFlows', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. flow_3Aree3otQWV2qXhFiehIIQpA',
		},
	],
};
