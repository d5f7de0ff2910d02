import type { INodeProperties } from 'n8n-workflow';
import { beginFromOption } from '../../shared/fields/beginFrom';
import { filtersOf, optionsOf } from '../../shared/fields/collections';
import { LEAD_STATUSES, TEST_LEADS } from '../fields/choices';
import { timeZoneOption } from '../fields/dateRange';
import { leadOutput } from '../fields/leadOutput';

/**
 * Shows a field of a collection for these events only. The `/` refers to the node's field Event.
 */
const within = (...events: string[]) => ({ displayOptions: { show: { '/event': events } } });

/** What comes out for a lead. */
export const outputFields: INodeProperties[] = leadOutput.fields.map((field) => ({
	...field,
	displayOptions: { show: { ...field.displayOptions?.show, event: ['newLead', 'leadChanged'] } },
}));

export const percentageField: INodeProperties = {
	displayName: 'Percentage',
	name: 'percentage',
	type: 'number',
	typeOptions: { minValue: 1 },
	displayOptions: { show: { event: ['capReached'] } },
	default: 100,
	description:
		'How much of a cap must be used, in percent of its limit. Each cap comes once in its day, week or month, and again when a changed limit is reached.',
};

export const filterFields: INodeProperties = filtersOf([
	{
		displayName: 'Buyer Changes',
		name: 'buyerChanges',
		type: 'multiOptions',
		...within('buyerPausedOrResumed'),
		options: [
			{ name: 'Paused', value: 'paused' },
			{ name: 'Resumed', value: 'resumed' },
		],
		default: [],
		description: 'What must have happened to the buyer. Leave empty for both.',
	},
	{
		displayName: 'Caps Of',
		name: 'capsOf',
		type: 'multiOptions',
		...within('capReached'),
		options: [
			{ name: 'Buyers', value: 'buyers' },
			{ name: 'Suppliers', value: 'suppliers' },
		],
		default: [],
		description: 'Whose caps to watch. Leave empty for both.',
	},
	{
		displayName: 'Lead Changes',
		name: 'leadChanges',
		type: 'multiOptions',
		...within('leadChanged'),
		options: [
			{ name: 'Buyers', value: 'buyers', description: 'What a buyer did with it, or its price' },
			{ name: 'Return', value: 'return', description: 'It was returned, or the reason changed' },
			{ name: 'Status', value: 'status', description: 'Its own status or error code' },
		],
		default: [],
		description: 'What of the lead must have changed. Leave empty for any of them.',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'multiOptions',
		...within('newLead', 'leadChanged'),
		options: LEAD_STATUSES,
		default: [],
		description: 'Only leads that have one of these statuses now. Leave empty for any status.',
	},
	{
		displayName: 'Test Leads',
		name: 'testLeads',
		type: 'options',
		...within('newLead', 'leadChanged'),
		options: TEST_LEADS,
		default: 'exclude',
		description: 'What to do with test leads. Without this filter they are included.',
	},
]);

export const optionFields: INodeProperties = {
	...optionsOf([
		{ ...beginFromOption('leads'), ...within('newLead') },
		{
			displayName: 'Catch Up Days',
			name: 'catchUpDays',
			type: 'number',
			...within('newLead', 'leadChanged'),
			typeOptions: { minValue: 0 },
			default: 30,
			description:
				'How many days at most to read back after n8n was down or the workflow inactive. What is older is left out.',
		},
		{
			displayName: 'Overlap Minutes',
			name: 'overlapMinutes',
			type: 'number',
			...within('newLead'),
			typeOptions: { minValue: 1 },
			default: 60,
			description:
				'How far each poll reads back behind the last one, for leads that show up late. Each 100 leads of a campaign in this time cost one more request a poll.',
		},
		{
			...timeZoneOption,
			description:
				'Time zone of days, times and caps (enter the one that Lead Prosper counts caps in), as an IANA name. Leave empty for the time zone of the workflow. Weeks are taken to begin on Monday.',
		},
		{
			displayName: 'Window Hours',
			name: 'windowHours',
			type: 'number',
			...within('leadChanged'),
			typeOptions: { minValue: 1 },
			default: 24,
			description:
				'For how long after it came a lead is watched for changes. Each 100 leads of a campaign in this time cost one more request a poll.',
		},
	]),
	displayOptions: { hide: { event: ['buyerPausedOrResumed'] } },
};
