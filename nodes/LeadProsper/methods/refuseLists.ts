import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/**
 * Explains why there is no list to a user who chose a supplier's key. Lists need an account's key,
 * so without this check n8n would only say that a credential is missing.
 *
 * @param whose what to enter the ID of, for the message: `campaign’s`
 * @throws NodeOperationError if the user chose a supplier's key
 */
export function refuseLists(context: ILoadOptionsFunctions, whose: string) {
	if (context.getCurrentNodeParameter('authentication') !== 'supplierKey') return;
	throw new NodeOperationError(
		context.getNode(),
		`With a supplier’s key there are no lists: choose By ID and enter the ${whose} ID`,
		{ description: 'Lists come with an account’s API key only.' },
	);
}
