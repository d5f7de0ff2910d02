import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import type { Client } from '../../shared/request';

/** So many leads a request takes. */
export const DEBUG_LOGS_AT_ONCE = 5;

/**
 * `POST /public/leads/debug`: the raw ping and post traffic of leads younger than 90 days. That it
 * exists is documented; the answer's shape is a guess, see `logsByLead`. It only reads.
 *
 * @param ids at most five
 * @returns what the service has of each lead, by id
 */
export async function readDebugLogs(
	client: Client,
	ids: string[],
	itemIndex: number,
): Promise<Map<string, IDataObject>> {
	const answer = await client.request({
		method: 'POST',
		path: '/public/leads/debug',
		body: { lead_ids: ids },
		writes: false,
		subject: ids.length === 1 ? `lead ${ids[0]}` : `leads ${ids.join(', ')}`,
		itemIndex,
		expect: { what: 'debug logs', matches: (body) => logsByLead(body) !== undefined },
	});
	return logsByLead(answer) ?? new Map();
}

/**
 * A guess: a list, bare or as `data`, in which each entry names its lead as `lead_id` or `id`; or an
 * object with the leads' ids as keys.
 */
function logsByLead(body: unknown): Map<string, IDataObject> | undefined {
	const data: unknown = isObject(body) && 'data' in body ? body.data : body;
	if (Array.isArray(data)) {
		return new Map(data.filter(isObject).map((log) => [String(log.lead_id ?? log.id), log]));
	}
	if (!isObject(data)) return undefined;
	const entries = Object.entries(data).map(
		([id, log]) => [id, isObject(log) ? log : { logs: log }] as const,
	);
	return new Map(entries);
}
