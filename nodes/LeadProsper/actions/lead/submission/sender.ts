import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../../../../shared/errors';
import { pickedId } from '../../../../shared/fields/recordLocator';
import type { Client } from '../../../../shared/transport/client';
import { isInTestMode, partiesOf, partyName, readCampaignOnce } from '../../../api/campaigns';
import { leadFieldsOf, type LeadField } from '../../../api/leadFields';
import { submissionKeyOf } from '../../../api/submission';
import { readCampaignId } from '../../../fields/campaignScope';

/** In whose name a lead is submitted, and to which campaign. */
export interface Sender {
	campaignId: string;
	supplierId: string;
	/** Undefined where the credential has the key. */
	key?: string;
	/** The campaign's fields; empty where they are not known. */
	fields: LeadField[];
}

/**
 * Reads what the user picked. With an account key the supplier's key is taken from the campaign, which
 * is read once in an execution.
 *
 * @throws NodeOperationError where the campaign has no such supplier, or shows no key of it
 */
export async function readSender(
	context: IExecuteFunctions,
	itemIndex: number,
	client: Client,
): Promise<Sender> {
	const node = context.getNode();
	const campaignId = readCampaignId(context, itemIndex);
	const supplierId = pickedId(context, itemIndex, 'supplierId', 'Supplier ID');
	if (context.getNodeParameter('authentication', itemIndex) === 'supplierKey') {
		return { campaignId, supplierId, fields: [] };
	}

	const campaign = await readCampaignOnce(client, campaignId, itemIndex);
	const supplier = partiesOf(campaign, 'suppliers').find(({ id }) => String(id) === supplierId);
	if (!supplier) {
		throw inputError(
			node,
			itemIndex,
			`Campaign ${campaignId} has no supplier ${supplierId}`,
			'Pick the supplier from the list of this campaign.',
		);
	}
	const key = submissionKeyOf(supplier);
	if (!key) {
		throw inputError(
			node,
			itemIndex,
			`Lead Prosper shows no key of supplier ${supplierId}`,
			'Choose Supplier Key under Authentication, and enter the key from the supplier’s specification page in the credential.',
		);
	}
	if (isInTestMode(supplier)) client.hint(testModeHint(supplier));
	return { campaignId, supplierId, key, fields: leadFieldsOf(campaign) };
}

const testModeHint = (supplier: IDataObject) =>
	`Supplier ${partyName(supplier)} (${String(supplier.id)}) is in test mode at Lead Prosper: all its leads are test leads, which are not sold.`;
