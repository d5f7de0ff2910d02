import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

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
