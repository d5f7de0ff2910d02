import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../../../../shared/errors';
import { pickedId } from '../../../../shared/fields/recordLocator';
import type { Client } from '../../../../shared/transport/client';
import { isInTestMode, partiesOf, partyName, readCampaignOnce } from '../../../api/campaigns';
import { leadFieldsOf, type LeadField } from '../../../api/leadFields';
import { submissionKeyOf } from '../../../api/submission';
import { readCampaignId } from '../../../fields/campaignScope';

/** The supplier in whose name a lead is submitted, and the campaign that it goes to. */
export interface Sender {
	campaignId: string;
	supplierId: string;
	/** The supplier's key; undefined if the credential holds it. */
	key?: string;
	/** The campaign's fields; empty if they are not known. */
	fields: LeadField[];
}

/**
 * Reads the campaign and the supplier that the user picked. With an account key, the supplier's key
 * is taken from the campaign. Each campaign is read only once in an execution.
 *
 * @throws NodeOperationError if the campaign does not have the supplier, or does not show its key
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
