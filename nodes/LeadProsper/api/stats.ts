import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import type { Client } from '../../shared/transport/client';
import { aList, type DateRange } from './service';

const CAMPAIGN_STATS_PATH = '/public/stats';

/**
 * The cheat sheet says `/public/stats`, the same as for campaigns; a newer note, seen once, says
 * `/public/stats/supplier`. A correction goes here.
 */
const SUPPLIER_STATS_PATH = '/public/stats';

/** Campaign Analytics. @param campaignIds all campaigns of the account when undefined */
export const readCampaignStats = (
	client: Client,
	range: DateRange,
	campaignIds: string[] | undefined,
	itemIndex: number,
) =>
	readStats(client, CAMPAIGN_STATS_PATH, { ...range, campaign: campaignIds?.join(',') }, itemIndex);

/** Supplier Analytics. @param group the sub-id column that the figures are broken down by */
export const readSupplierStats = (
	client: Client,
	range: DateRange,
	{ campaign, supplier, group }: { campaign: string; supplier: string; group: string },
	itemIndex: number,
) => readStats(client, SUPPLIER_STATS_PATH, { ...range, campaign, supplier, group }, itemIndex);

async function readStats(
	client: Client,
	path: string,
	query: IDataObject,
	itemIndex: number,
): Promise<IDataObject[]> {
	return await client.request({
		path,
		query,
		itemIndex,
		// That the answer is a list is not printed in the cheat sheet, but seen in public programs.
		expect: aList('a list of statistics', ({ campaign }) => isObject(campaign)),
	});
}
