import type { IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../../../../shared/errors';

/**
 * With Retry On Fail n8n runs the whole node again after an error, with all its items: leads that
 * were sent before the one that failed would be sent, and perhaps billed, again.
 */
export function refuseRetries(context: IExecuteFunctions, itemIndex: number) {
	const node = context.getNode();
	if (!node.retryOnFail) return;
	throw inputError(
		node,
		itemIndex,
		'Retry On Fail is on, and would send leads again',
		'n8n runs all items again when one fails, also those whose lead was taken. Switch it off in the node’s Settings. Nothing was sent.',
	);
}
