import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { optionsOf } from '../../../shared/fields/collections';
import { withoutSupplierKeys } from '../../api/campaigns';
import { supplierKeysOption, wantsSupplierKeys } from '../../fields/supplierKeys';

export const campaignOptions: INodeProperties = optionsOf([supplierKeysOption]);

/**
 * What to do with each campaign: leave it as answered where the user wants the suppliers' keys, else
 * take them out.
 */
export const readCampaignView = (
	context: IExecuteFunctions,
	itemIndex: number,
): ((campaign: IDataObject) => IDataObject) =>
	wantsSupplierKeys(context, itemIndex) ? (campaign) => campaign : withoutSupplierKeys;
