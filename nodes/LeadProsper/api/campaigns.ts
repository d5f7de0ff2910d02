import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import type { Client } from '../../shared/request';

/** `GET /public/campaigns`: a bare array of all campaigns, not paginated. */
export async function readCampaigns(client: Client, itemIndex?: number): Promise<IDataObject[]> {
	const campaigns = await client.request({
		path: '/public/campaigns',
		itemIndex,
		expect: { what: 'a list of campaigns', matches: Array.isArray },
	});
	return campaigns as IDataObject[];
}

/** `GET /public/campaigns/{id}`. @param id already checked, see `checkId` */
export async function readCampaign(
	client: Client,
	id: string,
	itemIndex?: number,
): Promise<IDataObject> {
	const campaign = await client.request({
		path: `/public/campaigns/${encodeURIComponent(id)}`,
		subject: `campaign ${id}`,
		itemIndex,
		expect: { what: 'the campaign', matches: isObject },
	});
	return campaign as IDataObject;
}

/** Those who deliver leads to a campaign, and those who get them. */
export type PartyKind = 'buyers' | 'suppliers';

export const partiesOf = (campaign: IDataObject, kind: PartyKind): IDataObject[] => {
	const parties = campaign[kind];
	return Array.isArray(parties) ? parties.filter(isObject) : [];
};

/** As Lead Prosper's own screens name a supplier or a buyer. */
export const partyName = ({ nickname, client_name }: IDataObject) =>
	String(nickname || client_name || '');

/** `hash` is what submits leads in a supplier's name, and the address of the API specs contains it. */
const KEYS = new Set(['hash', 'api_specs_url']);

/** The campaign without its suppliers' keys. */
export function withoutSupplierKeys(campaign: IDataObject): IDataObject {
	return { ...campaign, suppliers: partiesOf(campaign, 'suppliers').map(withoutKey) };
}

function withoutKey(supplier: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(supplier).filter(([name]) => !KEYS.has(name)));
}
