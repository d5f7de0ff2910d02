import type { IDataObject } from 'n8n-workflow';
import { toBoolean } from '../../shared/fields/booleans';
import { asObject, isObject } from '../../shared/json';
import { readPages, type PageOptions } from '../../shared/pages';
import type { Client } from '../../shared/transport/client';
import type { DateRange } from '../fields/dateRange';

/** `GET /public/lead/{id}`. @param id already checked, see `checkId` */
export async function readLead(
	client: Client,
	id: string,
	itemIndex: number,
): Promise<IDataObject> {
	const lead = await client.request({
		path: `/public/lead/${encodeURIComponent(id)}`,
		subject: `lead ${id}`,
		itemIndex,
		expect: { what: 'the lead', matches: isObject },
	});
	return lead as IDataObject;
}

export interface LeadQuery extends DateRange {
	/** Exactly one campaign. */
	campaign: string;
	/** In lower case, though the leads have it in upper case. */
	status?: string;
	/** Not in the cheat sheet, seen once: see `LeadListFilter`. */
	supplier?: string;
	field_name?: string;
	field_value?: string;
}

/**
 * `GET /public/leads`, page by page: 100 a page, newest first, no parameter for the size.
 *
 * `search_after` is a time in milliseconds, so leads that share one can come twice at the edge of a
 * page; a short page can still have a next one, and the next one can be empty.
 */
export function readLeads(
	client: Client,
	query: LeadQuery,
	{ itemIndex, ...options }: PageOptions & { itemIndex?: number } = {},
): AsyncGenerator<IDataObject[]> {
	return readPages(
		async ({ cursor }) => {
			const answer = (await client.request({
				path: '/public/leads',
				query: { ...query, search_after: cursor },
				subject: `campaign ${query.campaign}`,
				itemIndex,
				expect: { what: 'a list of leads', matches: isLeadList },
			})) as { leads: IDataObject[]; search_after?: unknown };
			return { records: answer.leads, next: answer.search_after };
		},
		{
			onCircle: () =>
				client.hint(
					`Lead Prosper gave the same page of campaign ${query.campaign} twice, so reading stopped there: the list may not be complete. Run again.`,
				),
			...options,
		},
	);
}

const isLeadList = (body: unknown) => isObject(body) && Array.isArray(body.leads);

/** Seen as true and false; also 0 and 1 would do. */
export const isTestLead = ({ test }: IDataObject) => toBoolean(test) === true;

/**
 * `POST /public/lead/return`. That it exists is documented; its fields are known from one source.
 *
 * @returns the service's answer, probably `{status: "success", data: []}`; what is no object, or
 *   nothing at all, confirms it too, and gives an empty object
 */
export async function returnLead(
	client: Client,
	{ leadId, reason, portalRefund }: { leadId: string; reason: string; portalRefund: boolean },
	itemIndex: number,
): Promise<IDataObject> {
	const answer: unknown = await client.request({
		method: 'POST',
		path: '/public/lead/return',
		body: { lead_id: leadId, reason, portal_refund: portalRefund },
		subject: `lead ${leadId}`,
		effect: 'the lead was returned',
		itemIndex,
		takesText: true,
		expect: { what: 'a confirmation', matches: (body) => !saysNo(body) },
	});
	return asObject(answer);
}

/** How other services say no with a status of success; Lead Prosper's own way is in its facts. */
function saysNo(body: unknown): boolean {
	const word = isObject(body) ? body.status : body;
	if (typeof word === 'string' && /^\s*(error|fail)/i.test(word)) return true;
	return isObject(body) && (body.success === false || Boolean(body.error));
}
