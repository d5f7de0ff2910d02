import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { createClient, IN_THE_EDITOR, type ClientOptions } from '../../shared/transport/client';
import { readCampaigns } from '../api/campaigns';
import { leadProsper } from '../api/service';

/** All campaigns of the account, for a list in the editor. Each is shown as `name (id)`. */
export async function getCampaigns(
	this: ILoadOptionsFunctions,
): Promise<Array<{ name: string; value: string }>> {
	return await campaignEntries(this, IN_THE_EDITOR);
}

/** As `getCampaigns`. @param options of the client */
export async function campaignEntries(
	context: ILoadOptionsFunctions,
	options: ClientOptions,
): Promise<Array<{ name: string; value: string }>> {
	const campaigns = await readCampaigns(createClient(context, leadProsper, options));
	return campaigns.map(({ id, name }) => ({
		name: `${String(name)} (${String(id)})`,
		value: String(id),
	}));
}
