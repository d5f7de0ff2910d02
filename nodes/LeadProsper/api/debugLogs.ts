import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import type { Client } from '../../shared/transport/client';

/** So many leads a request takes. */
export const DEBUG_LOGS_AT_ONCE = 5;

/** What the service has of each lead, by id. */
export type LogsByLead = Map<string, IDataObject>;

/**
 * `POST /public/leads/debug`: the raw ping and post traffic of leads younger than 90 days. That it
 * exists is documented; the answer's shape is a guess, see `logsByLead`. It only reads.
 *
 * @param ids at most five
 * @returns 'refused' where a request for several leads was refused: one of them may be the reason
 */
export async function readDebugLogs(
	client: Client,
	ids: string[],
	itemIndex: number,
): Promise<LogsByLead | 'refused'> {
	return await client.request<LogsByLead | 'refused'>({
		method: 'POST',
		path: '/public/leads/debug',
		body: { lead_ids: ids },
		writes: false,
		subject: ids.length === 1 ? `lead ${ids.join()}` : `leads ${ids.join(', ')}`,
		itemIndex,
		expect: {
			what: 'debug logs',
			read: logsByLead,
			readRefusal: ({ status }) =>
				ids.length > 1 && isAboutTheLeads(status) ? 'refused' : undefined,
		},
	});
}

/** Refused for what was asked, and not for who asked or how often; perhaps with a status of success. */
const isAboutTheLeads = (status: number) => [400, 404, 422].includes(status) || status < 300;

/**
 * A guess: a list, bare or as `data`, in which each entry names its lead as `lead_id` or `id`; or an
 * object with the leads' ids as keys.
 */
function logsByLead(body: unknown): LogsByLead | undefined {
	const data: unknown = isObject(body) && 'data' in body ? body.data : body;
	if (Array.isArray(data)) return entriesByLead(data.filter(isObject));
	if (!isObject(data)) return undefined;
	const entries = Object.entries(data).map(
		([id, log]) => [id, isObject(log) ? log : { logs: log }] as const,
	);
	return new Map(entries);
}

/** A lead's entry as it is; several, such as a ping and its posts, as a list under `logs`. */
function entriesByLead(entries: IDataObject[]): LogsByLead {
	const ofLead = new Map<string, IDataObject[]>();
	for (const entry of entries) {
		const id = String(entry.lead_id ?? entry.id);
		ofLead.set(id, [...(ofLead.get(id) ?? []), entry]);
	}
	return new Map([...ofLead].map(([id, ofOne]) => [id, oneOrSeveral(ofOne)]));
}

const oneOrSeveral = ([first, ...more]: IDataObject[]): IDataObject =>
	first && more.length === 0 ? first : { logs: [first, ...more] };
