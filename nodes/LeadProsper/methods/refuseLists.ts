import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/**
 * Lists come with the account's key. Somebody who submits leads with a supplier's key has none, and
 * would be told that a credential is missing.
 *
 * @param whose what the list is for: `campaign’s`
 * @throws NodeOperationError where the user chose a supplier's key
 */
export function refuseLists(context: ILoadOptionsFunctions, whose: string) {
	if (context.getCurrentNodeParameter('authentication') !== 'supplierKey') return;
	throw new NodeOperationError(
		context.getNode(),
		`With a supplier’s key there are no lists: choose By ID and enter the ${whose} ID`,
		{ description: 'Lists come with an account’s API key only.' },
	);
}
