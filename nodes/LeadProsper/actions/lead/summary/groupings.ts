import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { asObject } from '../../../../shared/json';
import type { Grouping } from '../../../../shared/summary';
import { isSubId } from '../../../api/leadFields';
import { toRecordId } from '../../../api/recordId';
import type { LeadPart } from './leadPart';

/** With this grouping a lead counts once for each buyer, see `partsOfBuyers`. */
export const BY_BUYER = 'buyer';

/** The choices of Group By. Further sub-IDs, such as `lp_subid4`, can come from an expression. */
export const GROUPINGS: INodePropertyOptions[] = [
	{
		name: 'Buyer',
		value: BY_BUYER,
		description:
			'Each buyer that a lead was offered to, with its own answer and price. Leads that nobody bought also have a row without a buyer.',
	},
	{ name: 'Campaign', value: 'campaign' },
	{
		name: 'Reason',
		value: 'reason',
		description: 'The error of leads that were not accepted; with Buyer, what this buyer answered',
	},
	{ name: 'Return Reason', value: 'returnReason', description: 'Why a lead was returned' },
	{ name: 'Status', value: 'status', description: 'With Buyer, the status at this buyer' },
	{ name: 'Sub-ID 1', value: 'lp_subid1' },
	{ name: 'Sub-ID 2', value: 'lp_subid2' },
	{ name: 'Sub-ID 3', value: 'lp_subid3' },
	{ name: 'Supplier', value: 'supplier' },
];

/** What tells about the result: the buyer's part, or the lead. */
const resultOf = ({ buyer, lead }: LeadPart) => buyer ?? lead;

/** A text, or undefined where there is none: Lead Prosper leaves such fields empty. */
const textOf = (value: IDataObject[string]) => (value === '' ? undefined : value);

const groupings: Record<string, Grouping<LeadPart>> = {
	[BY_BUYER]: {
		key: ({ buyer }) => buyer?.id,
		columns: ({ buyer }) => ({ buyer_id: buyer?.id, buyer_name: buyer?.name }),
	},
	campaign: {
		key: ({ campaign }) => campaign,
		columns: ({ campaign, lead }) => ({
			campaign_id: toRecordId(campaign),
			campaign_name: lead.campaign_name,
		}),
	},
	reason: {
		key: (part) => {
			const { error_code: code, error_message: message } = resultOf(part);
			return textOf(message) === undefined ? code : `${String(code)} ${String(message)}`;
		},
		columns: (part) => {
			const { error_code, error_message } = resultOf(part);
			return { error_code, reason: textOf(error_message) };
		},
	},
	returnReason: {
		key: ({ lead }) => textOf(lead.return_reason),
		columns: ({ lead }) => ({ return_reason: textOf(lead.return_reason) }),
	},
	status: {
		key: (part) => resultOf(part).status,
		columns: (part) => ({ status: resultOf(part).status }),
	},
	supplier: {
		key: ({ lead }) => asObject(lead.supplier).id,
		columns: ({ lead }) => {
			const { id, name } = asObject(lead.supplier);
			return { supplier_id: id, supplier_name: name };
		},
	},
};

const bySubId = (name: string): Grouping<LeadPart> => {
	const valueOf = ({ lead }: LeadPart) => textOf(asObject(lead.lead_data)[name]);
	return { key: valueOf, columns: (part) => ({ [name]: valueOf(part) }) };
};

/** The grouping for a choice of Group By; undefined where there is none of this name. */
export function groupingNamed(name: string): Grouping<LeadPart> | undefined {
	if (isSubId(name)) return bySubId(name);
	return Object.hasOwn(groupings, name) ? groupings[name] : undefined;
}
