import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { outputOf } from '../../shared/fields/output';
import { asObject, objectsIn } from '../../shared/json';
import { toAmount } from '../../shared/numbers';
import { isSteering } from '../api/leadFields';
import { isTestLead } from '../api/leads';
import { isAccepted, isReturned } from '../api/sales';

/** The field Output of all that gives leads. */
export const leadOutput = outputOf({
	plural: 'leads',
	people: ['lead_data'],
	simplified: {
		description: 'A flat record: who delivered and who bought it, its money, the campaign’s fields',
		shape: simplifyLead,
	},
	rows: {
		name: 'One Row per Buyer’s Answer',
		value: 'buyerRows',
		description: 'What each buyer said and paid; a lead that no buyer was asked for has one row',
		shape: toBuyerRows,
	},
	picker: {
		displayName: 'Field Names or IDs',
		typeOptions: {
			loadOptionsMethod: 'getOutputFields',
			loadOptionsDependsOn: ['campaignScope', 'campaignId.value', 'campaignIds'],
		},
		description:
			'What to keep of each lead. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		hint: 'An expression may give an array, or names separated by commas: id, supplier.name, lead_data.email',
	},
});

/** What is known of a lead's own fields, for the list under Selected Fields. */
export const LEAD_FIELDS = [
	'id',
	'lead_date_ms',
	'status',
	'error_code',
	'error_message',
	'test',
	'cost',
	'revenue',
	'campaign_id',
	'campaign_name',
	'supplier.id',
	'supplier.name',
	'supplier.client.name',
	'buyers',
	'buyers.name',
	'buyers.status',
	'buyers.sell_price',
	'returned',
	'return_reason',
	'lead_data',
	'lead_data.lp_subid1',
	'lead_data.lp_subid2',
];

/**
 * A lead as one flat record. The first columns are the same for all leads: they are null where the lead
 * lacks the value. After them come the campaign's own fields and the sub-IDs, by their names.
 *
 * @param timezone in which its time is given
 */
export function simplifyLead(lead: IDataObject, timezone: string): IDataObject {
	const took = objectsIn(lead.buyers).filter(isAccepted);
	return withData(lead, {
		...beginningOf(lead, timezone),
		buyer: took.map(({ name }) => String(name)).join(', ') || null,
		sold_for: toAmount(lead.revenue),
		cost: toAmount(lead.cost),
		returned: isReturned(lead),
	});
}

/**
 * A row for each buyer's answer to a lead, and one for a lead without any. The lead's own cost and
 * revenue are left out: added up over the rows, they would count several times.
 */
export function toBuyerRows(lead: IDataObject, timezone: string): IDataObject[] {
	const beginning = beginningOf(lead, timezone);
	const answers = objectsIn(lead.buyers);
	return (answers.length > 0 ? answers : [{}]).map((answer: IDataObject) =>
		withData(lead, {
			...beginning,
			buyer_id: answer.id ?? null,
			buyer: answer.name ?? null,
			buyer_status: answer.status ?? null,
			buyer_reason: answer.error_message || null,
			buyer_price: toAmount(answer.sell_price),
			returned: isReturned(lead),
		}),
	);
}

const beginningOf = (lead: IDataObject, timezone: string): IDataObject => ({
	id: lead.id ?? null,
	time: timeOf(lead, timezone),
	campaign_id: lead.campaign_id ?? null,
	campaign: lead.campaign_name ?? null,
	status: lead.status ?? null,
	// Of a lead that was accepted there is no error, but it can be returned later.
	reason: lead.error_message || lead.return_reason || null,
	test: isTestLead(lead),
	supplier: asObject(lead.supplier).name ?? null,
});

/** In ISO 8601, with the time zone's offset. Only leads of a list have a time (API cheat sheet). */
function timeOf({ lead_date_ms: ms }: IDataObject, zone: string): string | null {
	const time = Number(ms || NaN);
	return Number.isNaN(time) ? null : DateTime.fromMillis(time, { zone }).toISO();
}

/**
 * The columns, then the campaign's own fields. A field that is named like a column gets `lead_data_`
 * before its name.
 */
function withData(lead: IDataObject, columns: IDataObject): IDataObject {
	const data = Object.entries(asObject(lead.lead_data)).filter(([name]) => !isSteering(name));
	const fields = data.map(([name, value]) => [
		Object.hasOwn(columns, name) ? `lead_data_${name}` : name,
		value,
	]);
	return { ...columns, ...Object.fromEntries(fields) };
}
