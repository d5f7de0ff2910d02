import type { INodeProperties } from 'n8n-workflow';
import { optionsOf } from '../../../../shared/fields/collections';
import type { SubmissionStep } from '../../../api/submission';
import { atMostPerRunOption } from '../../../fields/atMostPerRun';
import { campaignLocator, supplierLocator } from '../../../fields/locators';
import { oncePerValueOption } from '../../../fields/oncePerValue';

const withAccountKey = { show: { authentication: ['accountKey'] } };
const withSupplierKey = { show: { authentication: ['supplierKey'] } };

const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Account API Key',
			value: 'accountKey',
			description: 'Pick campaign and supplier from lists; the supplier’s key is filled in',
		},
		{
			name: 'Supplier Key',
			value: 'supplierKey',
			description: 'For suppliers without an account key: enter both IDs under By ID',
		},
	],
	default: 'accountKey',
	description: 'Whose key the lead is submitted with',
};

/**
 * The lead's fields. For a ping the user adds them one by one: most of a lead's data is not meant for
 * it, and the editor would show all.
 */
const leadFields = (step: SubmissionStep): INodeProperties => ({
	displayName: 'Fields',
	name: 'leadFields',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	displayOptions: withAccountKey,
	typeOptions: {
		loadOptionsDependsOn: ['campaignId.value'],
		resourceMapper: {
			resourceMapperMethod: 'getLeadFields',
			mode: 'add',
			valuesLabel: 'Values of the Lead',
			fieldWords: { singular: 'field', plural: 'fields' },
			addAllFields: step !== 'ping',
			multiKeyMatch: false,
			supportAutoMap: true,
		},
	},
	description: 'The lead’s data. Fields that are empty are not sent.',
});

const pickCampaignNotice: INodeProperties = {
	displayName:
		'Pick a campaign to see its fields. If it comes from an expression, map automatically or use Custom Fields.',
	name: 'pickCampaignNotice',
	type: 'notice',
	default: '',
	displayOptions: {
		show: {
			authentication: ['accountKey'],
			'/leadFields.mappingMode': ['defineBelow'],
			// The last one: where its value is an expression, n8n shows the field and asks no further.
			campaignId: [''],
		},
	},
};

const sendInput: INodeProperties = {
	displayName: 'Send Input Fields',
	name: 'sendInput',
	type: 'boolean',
	default: true,
	displayOptions: withSupplierKey,
	description:
		'Whether to send every field of the input item under its own name. Names are case-sensitive, and Lead Prosper drops those that the campaign does not know.',
};

const pingNotice: INodeProperties = {
	displayName:
		'Buyers see a ping before the sale. Send only what the campaign’s specification asks for in a ping: no name, no email, no phone. Automatic mapping and Send Input Fields send these, too, if the input has them.',
	name: 'pingNotice',
	type: 'notice',
	default: '',
};

const customFields: INodeProperties = {
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add field',
	default: {},
	description: 'Further fields, by name, beside those above',
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'As the campaign’s specification spells it; case-sensitive',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'What to send in this field. An empty value is not sent.',
				},
			],
		},
	],
};

const testMode: INodeProperties = {
	displayName: 'Test Mode',
	name: 'testMode',
	type: 'boolean',
	default: false,
	description: 'Whether to submit a test lead, which is not sold',
};

const onRefusalField: INodeProperties = {
	displayName: 'On Refusal',
	name: 'onRefusal',
	type: 'options',
	noDataExpression: true,
	// An AI agent that uses the node as a tool gets its first output only: the others would be lost.
	displayOptions: { hide: { '@tool': [true] } },
	options: [
		{
			name: 'Fail',
			value: 'fail',
			description: 'A lead that is not accepted is an error',
		},
		{
			name: 'One Output',
			value: 'oneOutput',
			description: 'All answers come out of one output; “status” tells them apart',
		},
		{
			name: 'Three Outputs',
			value: 'threeOutputs',
			description: 'Accepted, duplicated and refused leads come out of an output each',
		},
	],
	default: 'threeOutputs',
	description: 'What to do when Lead Prosper answers that a lead is a duplicate or not wanted',
};

const subId = (number: number): INodeProperties => ({
	displayName: `Sub-ID ${number}`,
	name: `subId${number}`,
	type: 'string',
	default: '',
	placeholder: 'e.g. google-ads',
	description: `Sent as lp_subid${number}, up to 75 characters`,
});

const includeInput: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInput',
	type: 'boolean',
	default: false,
	description:
		'Whether the output has the fields of the input item, too. The answer’s fields go before those of the same name.',
};

const after429: INodeProperties = {
	displayName: 'After a Refusal for the Rate Limit',
	name: 'after429',
	type: 'options',
	options: [
		{ name: 'Stop', value: 'stop', description: 'Send no lead twice, whatever the reason' },
		{
			name: 'Wait',
			value: 'wait',
			description:
				'Wait up to a minute and send the lead then: such a refusal says that nothing was done',
		},
	],
	default: 'wait',
	description: 'What to do when Lead Prosper takes no more requests for the moment (HTTP 429)',
};

const leadsAtOnce: INodeProperties = {
	displayName: 'Leads at Once',
	name: 'leadsAtOnce',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10 },
	default: 1,
	description:
		'How many leads wait for an answer at the same time. Lead Prosper asks the buyers for seconds before it answers.',
};

const options = (step: SubmissionStep): INodeProperties =>
	optionsOf([
		...(step === 'submit' ? [after429] : []),
		atMostPerRunOption,
		// On by default for a ping, because the post that follows needs the lead's fields again.
		step === 'ping' ? { ...includeInput, default: true } : includeInput,
		leadsAtOnce,
		...(step === 'ping' ? [] : [oncePerValueOption]),
		subId(1),
		subId(2),
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 120,
			description:
				'How long to wait for the answer. Lead Prosper offers the lead to the buyers before it answers, which can take minutes.',
		},
		{
			displayName: 'Unknown Fields',
			name: 'unknownFields',
			type: 'options',
			displayOptions: { show: { '/authentication': ['accountKey'] } },
			options: [
				{
					name: 'Ignore',
					value: 'ignore',
					description: 'Go on, and name them in a line on the output panel',
				},
				{
					name: 'Stop With an Error',
					value: 'error',
					description: 'Name them before anything is submitted',
				},
			],
			default: 'ignore',
			description:
				'What to do with fields that the campaign does not list. Lead Prosper would drop them without a word.',
		},
	]);

const pingFields: INodeProperties[] = [
	{
		displayName: 'Ping ID',
		name: 'pingId',
		type: 'string',
		required: true,
		default: '={{ $json.ping_id }}',
		description: 'The “ping_id” that Ping gave',
	},
	{
		displayName: 'Consent Bid IDs',
		name: 'bidIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.bids[0].bid_id }}',
		description:
			'For One-to-One campaigns: the “bid_id” of each bid that the person consented to, in order. Separate them by commas, or give an array from an expression.',
	},
];

/** The fields of the operation Submit, Ping or Post. */
export const submissionFields = (step: SubmissionStep): INodeProperties[] => [
	authentication,
	campaignLocator,
	supplierLocator,
	...(step === 'post' ? pingFields : []),
	...(step === 'ping' ? [pingNotice] : []),
	leadFields(step),
	pickCampaignNotice,
	// A ping begins without personal data, see `pingNotice`.
	step === 'ping' ? { ...sendInput, default: false } : sendInput,
	customFields,
	testMode,
	onRefusalField,
	options(step),
];
