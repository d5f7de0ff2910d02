import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { optionsOf } from '../../../shared/fields/collections';
import { withoutSupplierKeys } from '../../api/campaigns';
import { supplierKeysOption, wantsSupplierKeys } from '../../fields/supplierKeys';

export const campaignOptions: INodeProperties = optionsOf([supplierKeysOption]);

/**
 * @returns a function that prepares a campaign for output: it removes the suppliers' keys, unless
 *   the user chose to include them
 */
export const readCampaignView = (
	context: IExecuteFunctions,
	itemIndex: number,
): ((campaign: IDataObject) => IDataObject) =>
	wantsSupplierKeys(context, itemIndex) ? (campaign) => campaign : withoutSupplierKeys;
