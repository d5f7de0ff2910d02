import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { optionSwitch, readCollection } from '../../shared/fields/collections';

const NAME = 'includeSupplierKeys';
const LABEL = 'Include Supplier Keys';

/** Belongs into the `options` collection of each operation that gives suppliers. */
export const supplierKeysOption: INodeProperties = {
	displayName: LABEL,
	name: NAME,
	type: 'boolean',
	default: false,
	description:
		'Whether to include each supplier’s “hash” and “api_specs_url”. The hash is the key that submits leads in the supplier’s name: treat it as a password.',
};

/** Off unless the user wants the keys: output is stored by n8n and read by AI agents. */
export const wantsSupplierKeys = (context: IExecuteFunctions, itemIndex: number): boolean =>
	optionSwitch(
		context,
		itemIndex,
		readCollection(context, itemIndex, 'options'),
		NAME,
		LABEL,
		false,
	);
