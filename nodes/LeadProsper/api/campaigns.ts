import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../../shared/errors';
import { toBoolean } from '../../shared/fields/booleans';
import { isObject, objectsIn, omit } from '../../shared/json';
import type { Client } from '../../shared/transport/client';
import { oncePerClient } from '../../shared/transport/oncePerClient';
import { aList, aRecord } from './service';

/** `GET /public/campaigns`: a bare array of all campaigns, not paginated. */
export async function readCampaigns(client: Client, itemIndex?: number): Promise<IDataObject[]> {
	return await client.request({
		path: '/public/campaigns',
		itemIndex,
		expect: aList('a list of campaigns'),
	});
}

/** The IDs of all campaigns. */
export const readCampaignIds = async (client: Client, itemIndex?: number): Promise<string[]> =>
	(await readCampaigns(client, itemIndex)).map(({ id }) => String(id));

/** `GET /public/campaigns/{id}`. @param id already checked, see `checkId` */
export async function readCampaign(
	client: Client,
	id: string,
	itemIndex?: number,
): Promise<IDataObject> {
	return await client.request({
		path: `/public/campaigns/${encodeURIComponent(id)}`,
		subject: `campaign ${id}`,
		itemIndex,
		expect: aRecord(`the campaign ${id}`, id),
	});
}

/** Those who deliver leads to a campaign, and those who get them. */
export type PartyKind = 'buyers' | 'suppliers';

export const partiesOf = (campaign: IDataObject, kind: PartyKind): IDataObject[] =>
	objectsIn(campaign[kind]);

/** As Lead Prosper's own screens name a supplier or a buyer. */
export const partyName = ({ nickname, client_name }: IDataObject) =>
	String(nickname || client_name || '');

/** Seen as 0 and 1, true and false, also as texts. */
export const isPaused = ({ paused }: IDataObject) => toBoolean(paused) === true;

/** As `isPaused`, of a supplier. */
export const isInTestMode = ({ test_mode }: IDataObject) => toBoolean(test_mode) === true;

/** The campaign without its suppliers' keys, and else as it was. */
export function withoutSupplierKeys(campaign: IDataObject): IDataObject {
	const { suppliers } = campaign;
	if (!Array.isArray(suppliers)) return campaign;
	return {
		...campaign,
		suppliers: suppliers.map((one) => (isObject(one) ? withoutKey(one) : one)),
	};
}

/**
 * A supplier without `hash`, the key that submits leads in its name, and without the address of its
 * API specs, which contains the key.
 */
export const withoutKey = (supplier: IDataObject): IDataObject =>
	omit(supplier, 'hash', 'api_specs_url');

/** As `readCampaign`, but read once in an execution, however many items ask for it. */
export const readCampaignOnce = oncePerClient(readCampaign);

/**
 * The campaigns of a choice, in its order, with one request. @param ids undefined for all
 *
 * @throws NodeOperationError where the account has no such campaign
 */
export async function readChosenCampaigns(
	context: IExecuteFunctions,
	client: Client,
	ids: string[] | undefined,
	itemIndex: number,
): Promise<IDataObject[]> {
	const [only, ...more] = ids ?? [];
	if (only !== undefined && more.length === 0) return [await readCampaign(client, only, itemIndex)];
	const campaigns = await readCampaigns(client, itemIndex);
	if (!ids) return campaigns;
	return ids.map((id) => {
		const campaign = campaigns.find((other) => String(other.id) === id);
		if (campaign) return campaign;
		throw inputError(
			context.getNode(),
			itemIndex,
			`Lead Prosper knows no campaign ${id}`,
			'Check the ID. Deprecated campaigns are not listed.',
		);
	});
}
