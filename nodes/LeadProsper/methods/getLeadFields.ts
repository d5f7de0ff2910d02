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

/** The lead fields of the campaign that the user picked, for mapping in the editor. */
export async function getLeadFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const picked = this.getCurrentNodeParameter('campaignId', { extractValue: true });
	if (!picked || String(picked).startsWith('=')) {
		return {
			fields: [],
			emptyFieldsNotice:
				'Pick a campaign first, to see its fields. If it comes from an expression, map automatically or use Custom Fields.',
		};
	}
	const id = checkId(this.getNode(), 0, 'Campaign ID', picked);
	const fields = leadFieldsOf(
		await readCampaign(createClient(this, leadProsper, IN_THE_EDITOR), id),
	);
	// A ping is sent without the personal data that only the post needs, so no field is required.
	const isPing = this.getCurrentNodeParameter('operation') === 'ping';
	return {
		fields: fields.map((field) => mapperField(field, isPing)),
		emptyFieldsNotice: 'Lead Prosper lists no fields of this campaign. Use Custom Fields.',
	};
}

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
