import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../shared/json';
import type { Client } from '../shared/request';
import type { Service } from '../shared/service';

/**
 * Lead Prosper's facts: what its API cheat sheet says, and how it words a refusal.
 * Paths and answers that are not in the cheat sheet are marked.
 */
export const leadProsper: Service = {
	name: 'Lead Prosper',
	credential: 'leadProsperApi',
	whereIsTheKey: 'in Lead Prosper, under Developer API',
	errorText,
	// Pause and resume say "already paused" this way; whether with HTTP 200 is not documented.
	refuses: (body) => isObject(body) && body.status === 'error',
};

/**
 * Documented: `{status: "error", message, details}`. Not documented, but usual for such a backend:
 * `{message, errors: {field: ["…"]}}`.
 */
function errorText(body: unknown): string | undefined {
	if (!isObject(body)) return undefined;
	const { message, errors } = body;
	const fields = isObject(errors) ? Object.values(errors).flat().map(String) : [];
	const parts = typeof message === 'string' && message ? [message, ...fields] : fields;
	return parts.length > 0 ? [...new Set(parts)].join(' ') : undefined;
}

/** `GET /public/campaigns`: a bare array of all campaigns, not paginated. */
export async function readCampaigns(client: Client, itemIndex?: number): Promise<IDataObject[]> {
	const campaigns = await client.request({
		path: '/public/campaigns',
		itemIndex,
		expect: { what: 'a list of campaigns', matches: Array.isArray },
	});
	return campaigns as IDataObject[];
}

/** `GET /public/campaigns/{id}`. @param id already checked and encoded, see `pathId` */
export async function readCampaign(
	client: Client,
	id: string,
	itemIndex?: number,
): Promise<IDataObject> {
	const campaign = await client.request({
		path: `/public/campaigns/${id}`,
		subject: `campaign ${id}`,
		itemIndex,
		expect: { what: 'the campaign', matches: isObject },
	});
	return campaign as IDataObject;
}
