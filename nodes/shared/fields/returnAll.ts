import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { inputError } from '../errors';
import { checkBoolean } from './booleans';

/** The fields Return All and Limit. */
export const returnAllAndLimit: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		displayOptions: { show: { returnAll: [false] } },
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
];

/**
 * Reads the fields `returnAllAndLimit`.
 *
 * @returns how many results the user wants at most; undefined for all
 * @throws NodeOperationError if Limit is not a whole number of at least 1
 */
export function readLimit(context: IExecuteFunctions, itemIndex: number): number | undefined {
	const returnAll = context.getNodeParameter('returnAll', itemIndex);
	if (checkBoolean(context.getNode(), itemIndex, 'Return All', returnAll)) return undefined;
	const value = context.getNodeParameter('limit', itemIndex) as unknown;
	const limit = value === '' ? NaN : Number(value);
	if (!Number.isInteger(limit) || limit < 1) {
		throw inputError(
			context.getNode(),
			itemIndex,
			`Limit must be a whole number of at least 1, not “${String(value)}”`,
			'To get everything, switch on Return All.',
		);
	}
	return limit;
}
