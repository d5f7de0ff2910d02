import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { inputError } from '../errors';
import type { Grouping } from '../summary';
import { textsIn } from './texts';

/** The field Group By of a summary. @param standard what is chosen at first */
export const groupByField = (
	options: INodePropertyOptions[],
	standard: string,
): INodeProperties => ({
	displayName: 'Group By',
	name: 'groupBy',
	type: 'multiOptions',
	options,
	default: [standard],
	description:
		'What each row stands for; with several, each combination that occurs has a row. Choose none for one row with the totals.',
});

/**
 * Reads the field `groupByField`.
 *
 * @param groupingOf the grouping for an option's value, undefined where there is none
 * @returns the groupings by name, in the user's order
 * @throws NodeOperationError if a grouping is unknown, or if an expression gives nothing
 */
export function readGroupBy<Part>(
	context: IExecuteFunctions,
	itemIndex: number,
	options: INodePropertyOptions[],
	groupingOf: (name: string) => Grouping<Part> | undefined,
): Map<string, Grouping<Part>> {
	const node = context.getNode();
	const value: unknown = context.getNodeParameter('groupBy', itemIndex, []);
	const names = textsIn(value);
	const known = `Choose from ${options.map((option) => option.value).join(', ')}`;
	if (names.length === 0 && !Array.isArray(value)) {
		throw inputError(
			node,
			itemIndex,
			'Group By is empty',
			`${known}. For one row with the totals, give an empty list.`,
		);
	}
	return new Map(
		names.map((name) => {
			const grouping = groupingOf(name);
			if (grouping) return [name, grouping];
			throw inputError(node, itemIndex, `Group By has no “${name}”`, `${known}.`);
		}),
	);
}
