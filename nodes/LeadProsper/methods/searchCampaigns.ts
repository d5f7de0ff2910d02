import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { EDITOR_PATIENCE_MS } from '../../shared/editor';
import { createClient } from '../../shared/request';
import { leadProsper, readCampaigns } from '../api';

/** The campaigns whose name or id contains `filter`. The API has no search and no pages for them. */
export async function searchCampaigns(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const client = createClient(this, leadProsper, { patienceMs: EDITOR_PATIENCE_MS });
	const campaigns = await readCampaigns(client);
	const results = campaigns.map(({ id, name }) => ({
		name: `${String(name)} (${String(id)})`,
		value: String(id),
	}));
	const wanted = filter.trim().toLowerCase();
	return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}
