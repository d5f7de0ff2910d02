import type { IDataObject } from 'n8n-workflow';
import { asObject, isObject, objectsIn } from '../../shared/json';
import type { Client } from '../../shared/transport/client';
import type { Expectation } from '../../shared/transport/outcome';
import { aList, type DateRange } from './service';

/** The days of statistics; without a time zone they are those of each campaign. */
export type StatsRange = Omit<DateRange, 'timezone'> & { timezone?: string };

/** That the answer is a list is not printed in the cheat sheet, but seen in public programs. */
const stats = aList('a list of statistics', ({ campaign }) => isObject(campaign));

/** Campaign Analytics. @param campaignIds all campaigns of the account when undefined */
export const readCampaignStats = async (
	client: Client,
	range: StatsRange,
	campaignIds: string[] | undefined,
	itemIndex: number,
): Promise<IDataObject[]> =>
	await client.request({
		path: '/public/stats',
		query: { ...range, campaign: campaignIds?.join(',') },
		itemIndex,
		expect: stats,
	});

/**
 * The cheat sheet has supplier statistics at the first address, the same as for campaigns; a newer
 * note, seen once, has the second.
 */
const SUPPLIER_PATHS = ['/public/stats', '/public/stats/supplier'] as const;

type SupplierPath = (typeof SUPPLIER_PATHS)[number];

const WORKING_PATH = 'path of supplier statistics';

/** Refused for what was asked, and not for who asked or how often. */
const UNKNOWN_HERE = [400, 404, 405, 422];

/**
 * Supplier Analytics: the statistics of one supplier in one campaign. Where the first address does not
 * know them, or does not break the figures down, the second one is asked; what works is remembered.
 *
 * @param group the sub-id column that the figures are broken down by
 * @throws NodeApiError where the answer is about other suppliers only
 */
export async function readSupplierStats(
	client: Client,
	range: StatsRange,
	chosen: { campaign: string; supplier: string; group: string },
	itemIndex: number,
): Promise<IDataObject[]> {
	const learnt = await client.learnt();
	const query = { ...range, ...chosen };
	const ask = async (path: SupplierPath, expect: Expectation<IDataObject[]>) =>
		await client.request({
			path,
			query,
			subject: `campaign ${chosen.campaign} or its supplier ${chosen.supplier}`,
			itemIndex,
			expect,
		});
	const orNothing: Expectation<IDataObject[]> = {
		...stats,
		readRefusal: ({ status }) => (UNKNOWN_HERE.includes(status) ? [] : undefined),
	};

	const [first, second] = SUPPLIER_PATHS;
	const known = SUPPLIER_PATHS.find((path) => path === learnt.get(WORKING_PATH));
	const answer = await ask(known ?? first, known ? stats : orNothing);
	if (known || isBrokenDown(answer, chosen)) return ofSupplier(client, answer, chosen, itemIndex);

	const other = await ask(second, orNothing);
	if (isBrokenDown(other, chosen)) {
		learnt.set(WORKING_PATH, second);
		return ofSupplier(client, other, chosen, itemIndex);
	}
	// Where neither knows how, the first one says why.
	const whole = answer.length > 0 ? answer : await ask(first, stats);
	const rows = ofSupplier(client, whole, chosen, itemIndex);
	if (rows.some(({ suppliers }) => objectsIn(suppliers).length > 0)) {
		client.warn(
			`Lead Prosper does not break the figures of supplier ${chosen.supplier} down by ${chosen.group}: they are those of the supplier as a whole.`,
		);
	}
	return rows;
}

/** Whether the supplier has a row for each value of the sub-id, or a row that names the value. */
function isBrokenDown(
	answer: IDataObject[],
	{ supplier, group }: { supplier: string; group: string },
) {
	const rows = answer
		.flatMap(({ suppliers }) => objectsIn(suppliers))
		.filter(({ id }) => String(id) === supplier);
	return rows.length > 1 || rows.some((row) => group in row || `lp_${group}` in row);
}

/** The sub-id that a row is about; undefined where it has none. How a row names it is a guess. */
export const subIdOf = (row: IDataObject, group: string) => row[group] ?? row[`lp_${group}`];

/** The answer with the chosen supplier only: the cheat sheet's sample shows others, too. */
function ofSupplier(
	client: Client,
	answer: IDataObject[],
	{ campaign, supplier }: { campaign: string; supplier: string },
	itemIndex: number,
): IDataObject[] {
	const entries = answer.filter((entry) => String(asObject(entry.campaign).id) === campaign);
	const all = answer.flatMap(({ suppliers }) => objectsIn(suppliers));
	const isChosen = ({ id }: IDataObject) => String(id) === supplier;
	if (all.length > 0 && !all.some(isChosen)) {
		const others = [...new Set(all.map(({ id }) => String(id)))].join(', ');
		throw client.failure(
			{
				message: `Lead Prosper answered with statistics of other suppliers (${others}), not of supplier ${supplier}`,
				description: 'Check that this supplier belongs to the campaign.',
			},
			itemIndex,
		);
	}
	return entries.map((entry) => ({
		...entry,
		suppliers: objectsIn(entry.suppliers).filter(isChosen),
	}));
}
