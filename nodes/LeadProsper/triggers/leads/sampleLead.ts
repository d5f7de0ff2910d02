import type { IDataObject } from 'n8n-workflow';
import { readCampaignIds } from '../../api/campaigns';
import { readLeads, withCampaign } from '../../api/leads';
import type { Watch } from '../watch';
import { datesSince } from './readSince';
import type { WatchFilter } from './watchFilter';

const SAMPLE_DAYS = 30;

/**
 * Finds a lead for a test in the editor: the newest one that passes the filter, in the first
 * campaign that has one. Reads only the newest page of each campaign.
 */
export async function sampleLead(
	watch: Watch,
	{ status, keeps }: WatchFilter,
): Promise<IDataObject | undefined> {
	const { client, now } = watch;
	const dates = datesSince(watch, now - SAMPLE_DAYS * 24 * 60 * 60_000);
	const campaigns = watch.campaigns ?? (await readCampaignIds(client));
	for (const campaign of campaigns) {
		const { value } = await readLeads(client, { ...dates, campaign, status }).next();
		const lead = Array.isArray(value) ? value.find(keeps) : undefined;
		if (lead) return withCampaign(lead, campaign);
	}
	return undefined;
}

export const NO_LEAD = `No lead of the last ${SAMPLE_DAYS} days was found with these settings. Choose other campaigns or fewer filters to see a sample. Once the workflow is active, leads start it as they come.`;
