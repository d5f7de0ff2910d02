import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readCollection } from '../../../shared/fields/collections';
import type { Client } from '../../../shared/transport/client';
import type { OnIncomplete } from '../../api/leads';

/** For the collection Options of what reads lists of leads. */
export const ifIncompleteOption: INodeProperties = {
	displayName: 'If Incomplete',
	name: 'ifIncomplete',
	type: 'options',
	options: [
		{ name: 'Fail', value: 'fail', description: 'Give nothing rather than not all leads' },
		{
			name: 'Warn',
			value: 'warn',
			description: 'Say so in a line on the output panel and in n8n’s log',
		},
	],
	default: 'warn',
	description:
		'What to do where not all leads can be read: more than 100 of one millisecond, or a list that does not get any further',
};

/**
 * Reads `ifIncompleteOption`.
 *
 * @returns for `readLeads`: makes the item fail; undefined for a warning, which is its default
 */
export function readOnIncomplete(
	context: IExecuteFunctions,
	itemIndex: number,
	client: Client,
): OnIncomplete | undefined {
	const { ifIncomplete } = readCollection(context, itemIndex, 'options');
	if (ifIncomplete !== 'fail') return undefined;
	return (text) => {
		throw client.failure(text, itemIndex);
	};
}
