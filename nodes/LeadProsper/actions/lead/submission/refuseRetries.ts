import type { IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../../../../shared/errors';

/**
 * Refuses to run with n8n's setting Retry On Fail. After an error, n8n would run the node again
 * with all its items: leads sent before the error would be sent, and perhaps billed, twice.
 *
 * @throws NodeOperationError if the setting is on
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
