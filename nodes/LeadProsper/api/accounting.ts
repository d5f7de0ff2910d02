import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import type { Client } from '../../shared/transport/client';

/**
 * `GET /public/accounting`. That it exists is documented; its parameters and its answer are known
 * from one source. It takes no time zone.
 *
 * @param mode `granular` is the only one that is known; undefined to send none
 */
export async function readAccounting(
	client: Client,
	query: { start_date: string; end_date: string; client_type: string; mode?: string },
	itemIndex: number,
): Promise<IDataObject[]> {
	return await client.request({
		path: '/public/accounting',
		query,
		itemIndex,
		// A guess: a list, as for statistics, or `{data: []}`.
		expect: { what: 'accounting rows', read: rowsOf },
	});
}

function rowsOf(body: unknown): IDataObject[] | undefined {
	const rows: unknown = isObject(body) ? body.data : body;
	return Array.isArray(rows) ? rows.filter(isObject) : undefined;
}
