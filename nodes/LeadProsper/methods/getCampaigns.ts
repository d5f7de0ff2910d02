import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { readCampaigns } from '../api/campaigns';
import { editorClient } from './client';

/** All campaigns of the account, as name (id). */
export async function getCampaigns(
	this: ILoadOptionsFunctions,
): Promise<Array<{ name: string; value: string }>> {
	const campaigns = await readCampaigns(editorClient(this));
	return campaigns.map(({ id, name }) => ({
		name: `${String(name)} (${String(id)})`,
		value: String(id),
	}));
}
