import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { optionSwitch, readCollection } from '../../shared/fields/collections';

const NAME = 'includeSupplierKeys';
const LABEL = 'Include Supplier Keys';

/** Put it into the `options` collection of every operation that outputs suppliers. */
export const supplierKeysOption: INodeProperties = {
	displayName: LABEL,
	name: NAME,
	type: 'boolean',
	default: false,
	description:
		'Whether to include each supplier’s “hash” and “api_specs_url”. The hash is the key that submits leads in the supplier’s name: treat it as a password.',
};

/**
 * Whether the user wants the keys. Off by default: n8n stores the output, and AI agents read it.
 */
export const wantsSupplierKeys = (context: IExecuteFunctions, itemIndex: number): boolean =>
	optionSwitch(
		context,
		itemIndex,
		readCollection(context, itemIndex, 'options'),
		NAME,
		LABEL,
		false,
	);
