import type { INodeProperties } from 'n8n-workflow';

/** Fields that pick one record: From List (with search), or By ID. */
const locator = (
	displayName: string,
	name: string,
	searchListMethod: string,
	exampleId: string,
): INodeProperties => ({
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
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. ${exampleId}` },
	],
});

/** The lists of a campaign's suppliers and buyers load again when another campaign is picked. */
const followsCampaign = { typeOptions: { loadOptionsDependsOn: ['campaignId.value'] } };

export const campaignLocator = locator('Campaign', 'campaignId', 'searchCampaigns', '21624');

export const supplierLocator: INodeProperties = {
	...locator('Supplier', 'supplierId', 'searchSuppliers', '55077'),
	...followsCampaign,
};

export const buyerLocator: INodeProperties = {
	...locator('Buyer', 'buyerId', 'searchBuyers', '55087'),
	...followsCampaign,
};

/** A sub-id column. The list has the ones that are known; campaigns can have others. */
export const subIdLocator: INodeProperties = {
	displayName: 'Group By',
	name: 'group',
	type: 'resourceLocator',
	default: { mode: 'list', value: 'sub1', cachedResultName: 'sub1' },
	required: true,
	description: 'Sub-ID column of the campaign to break the figures down by',
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
