import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { optionsOf } from '../../../shared/descriptions';
import { withoutSupplierKeys } from '../../api/campaigns';

export const campaignOptions: INodeProperties = optionsOf([
	{
		displayName: 'Leave Out Supplier Keys',
		name: 'hideSupplierKeys',
		type: 'boolean',
		default: false,
		description:
			'Whether to leave out each supplier’s “hash” and “api_specs_url”. The hash is the key that submits leads in the supplier’s name: treat it as a password.',
	},
]);

/** The campaign as answered, or without the suppliers' keys where the user wants that. */
export function withOptions(
	context: IExecuteFunctions,
	itemIndex: number,
	campaign: IDataObject,
): IDataObject {
	const { hideSupplierKeys } = context.getNodeParameter('options', itemIndex, {});
	return hideSupplierKeys ? withoutSupplierKeys(campaign) : campaign;
}
