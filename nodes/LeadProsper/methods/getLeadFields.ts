import type {
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { checkId } from '../../shared/fields/ids';
import { createClient, IN_THE_EDITOR } from '../../shared/transport/client';
import { readCampaign } from '../api/campaigns';
import { leadFieldsOf, type LeadField } from '../api/leadFields';
import { leadProsper } from '../api/service';

/**
 * The lead fields of the campaign that the user picked, for mapping in the editor.
 *
 * With Map Automatically the editor shows `emptyFieldsNotice` also where there are fields, and it keeps
 * the notice after another campaign was picked. So there is one only where there are no fields, and it
 * names the campaign. Where no campaign was picked, the panel has a notice of its own.
 */
export async function getLeadFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const picked = this.getCurrentNodeParameter('campaignId', { extractValue: true });
	if (!picked || String(picked).startsWith('=')) return { fields: [] };
	const id = checkId(this.getNode(), 0, 'Campaign ID', picked);
	const fields = leadFieldsOf(
		await readCampaign(createClient(this, leadProsper, IN_THE_EDITOR), id),
	);
	// A ping is sent without the personal data that only the post needs, so no field is required.
	const isPing = this.getCurrentNodeParameter('operation') === 'ping';
	return {
		fields: fields.map((field) => mapperField(field, isPing)),
		...(fields.length === 0 ? { emptyFieldsNotice: noFieldsNotice(id) } : {}),
	};
}

const noFieldsNotice = (campaignId: string) =>
	`Lead Prosper lists no fields of campaign ${campaignId}. Use Custom Fields, with the names on its specification page.`;

const mapperField = (
	{ name, required, values }: LeadField,
	isPing: boolean,
): ResourceMapperField => ({
	id: name,
	displayName: name,
	required: required && !isPing,
	display: true,
	defaultMatch: false,
	canBeUsedToMatch: false,
	...(values
		? { type: 'options', options: values.map((value) => ({ name: value, value })) }
		: { type: 'string' }),
});
