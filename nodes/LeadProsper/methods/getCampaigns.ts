import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { createClient, IN_THE_EDITOR } from '../../shared/transport/client';
import { readCampaigns } from '../api/campaigns';
import { leadProsper } from '../api/service';

/** All campaigns of the account, for a list in the editor. Each is shown as `name (id)`. */
export async function getCampaigns(
	this: ILoadOptionsFunctions,
): Promise<Array<{ name: string; value: string }>> {
	const campaigns = await readCampaigns(createClient(this, leadProsper, IN_THE_EDITOR));
	return campaigns.map(({ id, name }) => ({
		name: `${String(name)} (${String(id)})`,
		value: String(id),
	}));
}
