import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { textsIn } from '../../shared/fields/texts';
import { createClient, IN_THE_EDITOR } from '../../shared/transport/client';
import { readCampaigns } from '../api/campaigns';
import { leadFieldsOf } from '../api/leadFields';
import { leadProsper } from '../api/service';
import { LEAD_FIELDS } from '../fields/leadOutput';

/**
 * The fields that a lead can have, for the list under Selected Fields: its own, then those of the
 * campaigns that the user chose, as `lead_data.<name>`.
 */
export async function getOutputFields(
	this: ILoadOptionsFunctions,
): Promise<Array<{ name: string; value: string }>> {
	const campaigns = await readCampaigns(createClient(this, leadProsper, IN_THE_EDITOR));
	const ids = chosenIds(this);
	const chosen = campaigns.filter(({ id }) => ids.includes(String(id)));
	const ofCampaigns = (chosen.length > 0 ? chosen : campaigns)
		.flatMap(leadFieldsOf)
		.map(({ name }) => `lead_data.${name}`);
	return [...new Set([...LEAD_FIELDS, ...ofCampaigns])].map((name) => ({ name, value: name }));
}

/** The IDs of the campaigns that were picked; none for all campaigns, and for an expression. */
function chosenIds(context: ILoadOptionsFunctions): string[] {
	switch (context.getCurrentNodeParameter('campaignScope')) {
		case 'one':
			return textsIn(context.getCurrentNodeParameter('campaignId', { extractValue: true }));
		case 'several':
			return textsIn(context.getCurrentNodeParameter('campaignIds'));
		default:
			return [];
	}
}
