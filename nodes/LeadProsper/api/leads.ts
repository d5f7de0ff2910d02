import type { IDataObject } from 'n8n-workflow';
import type { ErrorText } from '../../shared/errors';
import { toBoolean } from '../../shared/fields/booleans';
import { asObject, isObject } from '../../shared/json';
import {
	FULL_PAGE,
	readPages,
	type Page,
	type PageOptions,
	type PageRequest,
} from '../../shared/pages';
import type { Client } from '../../shared/transport/client';
import type { Expectation } from '../../shared/transport/outcome';
import { followTimes, isOldestFirst } from './leadPaging';
import { toRecordId } from './recordId';
import { isReturned } from './sales';
import { aRecord, unwrapped, type DateRange } from './service';

/** `GET /public/lead/{id}`. @param id already checked, see `checkId` */
export async function readLead(
	client: Client,
	id: string,
	itemIndex?: number,
): Promise<IDataObject> {
	return await client.request({
		path: `/public/lead/${encodeURIComponent(id)}`,
		subject: `lead ${id}`,
		notFound:
			'A new lead can be unknown for some seconds: the option Wait Until It Exists asks again.',
		itemIndex,
		expect: aRecord(`the lead ${id}`, id),
	});
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

/** What to do where not all leads may have come; the text says why. */
export type OnIncomplete = (text: ErrorText) => void;

interface LeadReading extends PageOptions {
	itemIndex?: number;
	/** Called where a whole page came in one millisecond: others of it may be missing. Default: a warning. */
	onGap?: OnIncomplete;
	/** Called where the list does not get any further: older leads may be missing. Default: a warning. */
	onStuck?: OnIncomplete;
}

/**
 * `GET /public/leads`, page by page: 100 a page, newest first, no parameter for the size.
 * A short page can still have a next one, and the next one can be empty.
 */
export function readLeads(
	client: Client,
	query: LeadQuery,
	{ itemIndex, onGap, onStuck, ...options }: LeadReading = {},
): AsyncGenerator<IDataObject[]> {
	const tell: OnIncomplete = ({ message, description }) =>
		client.warn(`${message}. ${description}`);
	const readPage = async ({ cursor }: PageRequest): Promise<Page> => {
		const page = await client.request({
			path: '/public/leads',
			query: { ...query, search_after: cursor },
			subject: `campaign ${query.campaign}`,
			itemIndex,
			expect: aPageOfLeads,
		});
		if (isOldestFirst(page.records)) throw client.failure(OLDEST_FIRST, itemIndex);
		return page;
	};
	return readPages(
		readPage,
		followTimes((time) => (onGap ?? tell)(gapText(query.campaign, time))),
		() => (onStuck ?? tell)(stuckText(query.campaign)),
		options,
	);
}

const aPageOfLeads: Expectation<Page> = {
	what: 'a list of leads',
	read(body) {
		const page = unwrapped(body);
		return isObject(page) && Array.isArray(page.leads)
			? { records: page.leads.filter(isObject), next: page.search_after }
			: undefined;
	},
};

const OLDEST_FIRST: ErrorText = {
	message: 'Lead Prosper lists the oldest leads first',
	description:
		'This node relies on the newest coming first, as they did when it was made: limits and triggers would miss leads. Please report it as an issue of this node.',
};

const gapText = (campaign: string, time: number): ErrorText => ({
	message: `${FULL_PAGE} leads of campaign ${campaign} came in the same millisecond (${new Date(time).toISOString()})`,
	description: `Lead Prosper shows no more than ${FULL_PAGE} of one millisecond: if there are others, they are missing here.`,
});

const stuckText = (campaign: string): ErrorText => ({
	message: `The list of leads of campaign ${campaign} does not get any further`,
	description:
		'Lead Prosper gives the same leads for every cursor, so older leads may be missing here. Run again later, or choose a shorter time.',
});

/** The lead with the campaign that it was read of, where it does not say so itself. */
export const withCampaign = (lead: IDataObject, campaign: string): IDataObject =>
	lead.campaign_id === undefined ? { campaign_id: toRecordId(campaign), ...lead } : lead;

/** Seen as true and false; also 0 and 1 would do. */
export const isTestLead = ({ test }: IDataObject) => toBoolean(test) === true;

/**
 * `POST /public/lead/return`. That it exists is documented; its fields are known from one source.
 *
 * @returns the service's answer, probably `{status: "success", data: []}`; an empty object where it is
 *   none, and the lead that is read back is returned
 */
export async function returnLead(
	client: Client,
	{ leadId, reason, portalRefund }: { leadId: string; reason: string; portalRefund: boolean },
	itemIndex: number,
): Promise<IDataObject> {
	return await client.request({
		method: 'POST',
		path: '/public/lead/return',
		body: { lead_id: leadId, reason, portal_refund: portalRefund },
		subject: `lead ${leadId}`,
		effect: 'the lead was returned',
		itemIndex,
		expect: {
			what: 'a confirmation',
			takesText: true,
			read: (body) => (isObject(body) && body.status === 'success' ? body : undefined),
		},
		readBack: async (body) =>
			(await showsReturn(client, leadId, itemIndex)) ? asObject(body) : undefined,
	});
}

/** Whether a lead shows that it is returned. Where leads don't tell at all, the success counts. */
async function showsReturn(client: Client, leadId: string, itemIndex: number): Promise<boolean> {
	const lead = await readLead(client, leadId, itemIndex);
	return lead.returned === undefined || isReturned(lead);
}
