import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { FOR_A_SEARCH } from '../../shared/transport/client';
import { campaignEntries } from './getCampaigns';
import { matching } from './matching';
import { refuseLists } from './refuseLists';

/** The campaigns whose name or id contains `filter`. */
export async function searchCampaigns(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	refuseLists(this, 'campaign’s');
	return matching(await campaignEntries(this, FOR_A_SEARCH), filter);
}
