import type { INodeProperties } from 'n8n-workflow';
import { recordLocator } from '../../shared/fields/recordLocator';

/** Makes the editor load a list again when the user picks another campaign. */
const followsCampaign = { typeOptions: { loadOptionsDependsOn: ['campaignId.value'] } };

export const campaignLocator = recordLocator({
	displayName: 'Campaign',
	name: 'campaignId',
	searchListMethod: 'searchCampaigns',
	example: '21624',
});

export const supplierLocator: INodeProperties = {
	...recordLocator({
		displayName: 'Supplier',
		name: 'supplierId',
		searchListMethod: 'searchSuppliers',
		example: '55077',
		description: 'Who delivers the leads. The list has the suppliers of the campaign.',
	}),
	...followsCampaign,
};

export const buyerLocator: INodeProperties = {
	...recordLocator({
		displayName: 'Buyer',
		name: 'buyerId',
		searchListMethod: 'searchBuyers',
		example: '55087',
		description: 'Who gets the leads. The list has the buyers of the campaign.',
	}),
	...followsCampaign,
};

/**
 * Picks a sub-ID column. The list has the known ones. A campaign can have others, entered by name.
 */
export const subIdLocator: INodeProperties = {
	displayName: 'Group By',
	name: 'group',
	type: 'resourceLocator',
	default: { mode: 'list', value: 'sub1', cachedResultName: 'sub1' },
	required: true,
	description:
		'Sub-ID column to break the figures down by: one row for each value that the leads have in it',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchSubIds', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. sub2' },
	],
};
