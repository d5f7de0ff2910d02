import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { inputError } from '../../shared/errors';
import { readCollection } from '../../shared/fields/collections';

/** For the collection Options of what costs money. */
export const atMostPerRunOption: INodeProperties = {
	displayName: 'At Most per Run',
	name: 'atMostPerRun',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	description:
		'How many items a run may send. If more come in, none is sent: a guard against a step before that gives too many.',
};

/** @throws NodeOperationError before the first is sent, where more items came in than the user allows */
export function refuseTooMany(context: IExecuteFunctions, itemIndex: number): void {
	// An option that holds for all items is that of the first.
	const { atMostPerRun } = readCollection(context, 0, 'options');
	if (atMostPerRun === undefined) return;
	const most = atMostPerRun === '' ? NaN : Number(atMostPerRun);
	const count = context.getInputData().length;
	if (count <= most) return;
	throw inputError(
		context.getNode(),
		itemIndex,
		most >= 0
			? `${count} items came in, and At Most per Run allows ${most}`
			: `At Most per Run must be a number, not “${String(atMostPerRun)}”`,
		'Nothing was sent. Check what the step before gives, or raise the option.',
	);
}
