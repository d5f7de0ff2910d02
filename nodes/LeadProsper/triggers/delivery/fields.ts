import type { INodeProperties, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { toBoolean } from '../../../shared/fields/booleans';
import { asText } from '../../../shared/fields/texts';
import { leadOutput } from '../../fields/leadOutput';

/**
 * Lead Prosper's short code for the ID of a lead, to be put into the body of a Campaign Trigger. Its
 * help pages call the ID so, and write short codes in two braces; none of them shows this very one.
 */
const LEAD_ID_CODE = '{{lp_lead_id}}';

/** The field of the body that the node tells users to put the lead's ID into. */
const LEAD_ID_FIELD = 'lead_id';

const whereRealLeadsOnlyIs = (on: boolean): Partial<INodeProperties> => ({
	displayOptions: { show: { realLeadsOnly: [on] } },
});

export const deliveryFields: INodeProperties[] = [
	{
		displayName: `In Lead Prosper, give the campaign a <b>Campaign Trigger</b>: an HTTP POST to the Production URL above. JSON: <code>{"${LEAD_ID_FIELD}": "${LEAD_ID_CODE}"}</code> or form: <code>${LEAD_ID_FIELD}=${LEAD_ID_CODE}</code> (check the short code in the list there).`,
		name: 'setUpNotice',
		type: 'notice',
		default: '',
		...whereRealLeadsOnlyIs(true),
	},
	{
		displayName:
			'<b>Anyone who has the address can start this workflow</b>, with whatever they post. In Lead Prosper, give the campaign a <b>Campaign Trigger</b>: an HTTP POST to the Production URL above. Its body becomes the output.',
		name: 'unprovenNotice',
		type: 'notice',
		default: '',
		...whereRealLeadsOnlyIs(false),
	},
	{
		displayName: 'Real Leads Only',
		name: 'realLeadsOnly',
		type: 'boolean',
		default: true,
		noDataExpression: true,
		description:
			'Whether to read each lead back with your key, and to put it out once for each status. When off, the posted body itself is put out, and anyone who has the address can make up leads.',
	},
	{
		displayName: 'Lead ID Field',
		name: 'leadIdField',
		type: 'string',
		required: true,
		default: LEAD_ID_FIELD,
		...whereRealLeadsOnlyIs(true),
		description:
			"Name of the field of the posted body that holds the lead's ID. For a field within another one, write both with a dot between them: <code>data.lead_id</code>.",
	},
	...leadOutput.fields.map((field) => ({
		...field,
		displayOptions: { show: { realLeadsOnly: [true], ...field.displayOptions?.show } },
	})),
];

/** It is on unless what is there is clearly a no: nothing unclear may let made-up leads in. */
export const readRealLeadsOnly = (context: IWebhookFunctions): boolean =>
	toBoolean(context.getNodeParameter('realLeadsOnly', true)) !== false;

/** @throws NodeOperationError if it is empty */
export function readLeadIdField(context: IWebhookFunctions): string {
	const field = asText(context.getNodeParameter('leadIdField', LEAD_ID_FIELD));
	if (field !== '') return field;
	throw new NodeOperationError(context.getNode(), 'Lead ID Field is empty', {
		description: `Enter the name of the field of the posted body that holds the lead's ID, such as ${LEAD_ID_FIELD}.`,
	});
}
