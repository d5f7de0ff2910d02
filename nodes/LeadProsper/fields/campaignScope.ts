import type { INodeProperties } from 'n8n-workflow';
import { inputError } from '../../shared/errors';
import { checkId } from '../../shared/fields/ids';
import { pickedId, type FieldReader } from '../../shared/fields/recordLocator';
import { textsIn } from '../../shared/fields/texts';
import { campaignLocator } from './locators';

const whenScopeIs = (scope: string) => ({ show: { campaignScope: [scope] } });

const scope: INodeProperties = {
	displayName: 'Campaigns',
	name: 'campaignScope',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'All Campaigns', value: 'all', description: 'Every campaign of the account' },
		{ name: 'One Campaign', value: 'one', description: 'Pick one campaign' },
		{ name: 'Several Campaigns', value: 'several', description: 'Pick several campaigns' },
	],
	default: 'all',
	description: 'Which campaigns to read. Deprecated campaigns are never included.',
};

const chosen: INodeProperties[] = [
	{ ...campaignLocator, displayOptions: whenScopeIs('one') },
	{
		displayName: 'Campaign Names or IDs',
		name: 'campaignIds',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getCampaigns' },
		displayOptions: whenScopeIs('several'),
		required: true,
		hint: 'An expression may give an array, or IDs separated by commas',
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
];

/** The fields that choose the campaigns to read, with All Campaigns as the default. */
export const allCampaignsFirst: INodeProperties[] = [scope, ...chosen];

/** The same fields, with One Campaign as the default. */
export const oneCampaignFirst: INodeProperties[] = [{ ...scope, default: 'one' }, ...chosen];

/**
 * Reads which campaigns the user chose.
 *
 * @returns the ids, each once and not encoded; undefined for all campaigns
 * @throws NodeOperationError if no campaign was picked, or an id is not valid, see `checkId`
 */
export function readCampaignScope(context: FieldReader, itemIndex: number): string[] | undefined {
	const node = context.getNode();
	const choice = context.getNodeParameter('campaignScope', itemIndex);
	if (choice === 'all') return undefined;
	if (choice === 'one') return [readCampaignId(context, itemIndex)];

	const value: unknown = context.getNodeParameter('campaignIds', itemIndex, []);
	const ids: unknown[] = Array.isArray(value) ? value : textsIn(value);
	if (ids.length === 0) {
		throw inputError(
			node,
			itemIndex,
			'No campaign was picked',
			'Pick at least one under Campaign Names or IDs, or choose All Campaigns.',
		);
	}
	return [...new Set(ids.map((id) => checkId(node, itemIndex, 'Campaign ID', id)))];
}

/**
 * Reads the campaign that the user picked with `campaignLocator`.
 *
 * @returns the id, not encoded
 * @throws NodeOperationError if the id is not valid, see `checkId`, or is a list of ids
 */
export function readCampaignId(context: FieldReader, itemIndex: number): string {
	const id = pickedId(context, itemIndex, 'campaignId', 'Campaign ID');
	// Some endpoints would accept a list of ids, and answer for several campaigns instead of one.
	if (id.includes(',')) {
		throw inputError(
			context.getNode(),
			itemIndex,
			`“${id}” is more than one campaign`,
			'Enter one Campaign ID here. Where a step can read several, it has Several Campaigns to choose.',
		);
	}
	return id;
}
