import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';
import { apiError, inputError } from '../../../../shared/errors';
import { checkBoolean } from '../../../../shared/fields/booleans';
import { optionSwitch, readCollection } from '../../../../shared/fields/collections';
import { checkId } from '../../../../shared/fields/ids';
import { inputFields } from '../../../../shared/fields/input';
import { textsIn } from '../../../../shared/fields/texts';
import { asObject } from '../../../../shared/json';
import type { ItemOperation } from '../../../../shared/router';
import { submitLead, type SubmissionStep } from '../../../api/submission';
import { refuseTooMany } from '../../../fields/atMostPerRun';
import { ALREADY_SENT, sendOncePerValue } from '../../../fields/oncePerValue';
import { submissionFields } from './fields';
import { readLeadData } from './leadData';
import { readSender } from './sender';
import { tally } from './tally';

/** The output for each status. Any other status, and every failure, goes to the output Error. */
const OUTPUTS: Record<string, number> = { ACCEPTED: 0, DUPLICATED: 1, [ALREADY_SENT]: 1 };
const ERROR_OUTPUT = 2;

/** How long to wait for an answer by default, in seconds. */
const TIMEOUT_S = 120;

/**
 * Makes the operation Submit, Ping or Post. Each input item is one lead, sent one after another.
 */
export const submissionOperation = (step: SubmissionStep): ItemOperation => ({
	kind: 'write',
	// A ping sells nothing.
	isRepeatable: step === 'ping',
	atOnce: readLeadsAtOnce,
	fields: submissionFields(step),
	outputOf(context, itemIndex, record) {
		if (readOnRefusal(context, itemIndex) !== 'threeOutputs') return 0;
		return record ? (OUTPUTS[String(record.status)] ?? ERROR_OUTPUT) : ERROR_OUTPUT;
	},
	async execute(context, itemIndex, client) {
		const options = readCollection(context, itemIndex, 'options');
		const includeInput = optionSwitch(
			context,
			itemIndex,
			options,
			'includeInput',
			'Include Input Fields',
			step === 'ping',
		);
		const timeoutMs = readTimeout(context.getNode(), itemIndex, options.timeout);
		const waitsAfter429 = options.after429 !== 'stop';
		refuseTooMany(context, itemIndex);
		const control = readControl(context, itemIndex, step, options);
		const { campaignId, supplierId, key, fields } = await readSender(context, itemIndex, client);
		const data = { ...readLeadData(context, itemIndex, client, step, fields), ...control };
		const submission = { step, campaignId, supplierId, key, data, timeoutMs, waitsAfter429 };
		const answer = await sendOncePerValue(
			context,
			itemIndex,
			async () => await submitLead(client, submission, itemIndex),
		);
		tally(client, answer, context.getInputData().length);
		if (answer.status !== 'ACCEPTED' && readOnRefusal(context, itemIndex) === 'fail') {
			throw refusedError(context.getNode(), itemIndex, answer);
		}
		return includeInput ? { ...inputFields(context, itemIndex), ...answer } : answer;
	},
});

/** The most that may wait for their buyers at the same time. */
const MOST_LEADS_AT_ONCE = 10;

/** Options that hold for all items are those of the first. */
function readLeadsAtOnce(context: IExecuteFunctions): number {
	const { leadsAtOnce = 1 } = readCollection(context, 0, 'options');
	const count = Number(leadsAtOnce);
	if (Number.isInteger(count) && count >= 1 && count <= MOST_LEADS_AT_ONCE) return count;
	throw inputError(
		context.getNode(),
		0,
		`Leads at Once must be a whole number from 1 to ${MOST_LEADS_AT_ONCE}, not “${String(leadsAtOnce)}”`,
	);
}

/** A node that an AI agent uses as a tool lacks this field, and has one output. */
const readOnRefusal = (context: IExecuteFunctions, itemIndex: number) =>
	context.getNodeParameter('onRefusal', itemIndex, 'oneOutput');

/** The fields that Lead Prosper defines for every submission. The campaign defines all others. */
function readControl(
	context: IExecuteFunctions,
	itemIndex: number,
	step: SubmissionStep,
	{ subId1, subId2 }: IDataObject,
): IDataObject {
	const testMode = context.getNodeParameter('testMode', itemIndex);
	return {
		...(checkBoolean(context.getNode(), itemIndex, 'Test Mode', testMode)
			? { lp_action: 'test' }
			: {}),
		...(subId1 ? { lp_subid1: subId1 } : {}),
		...(subId2 ? { lp_subid2: subId2 } : {}),
		...(step === 'post' ? readPing(context, itemIndex) : {}),
	};
}

function readPing(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const pingId = context.getNodeParameter('pingId', itemIndex);
	const bidIds = textsIn(context.getNodeParameter('bidIds', itemIndex, ''));
	return {
		lp_ping_id: checkId(context.getNode(), itemIndex, 'Ping ID', pingId),
		...(bidIds.length > 0 ? { lp_consent_bids: bidIds.join(',') } : {}),
	};
}

function readTimeout(node: INode, itemIndex: number, value: unknown = TIMEOUT_S): number {
	const seconds = Number(value);
	if (!(seconds >= 1)) {
		throw inputError(
			node,
			itemIndex,
			`Timeout must be a number of seconds of at least 1, not “${String(value)}”`,
		);
	}
	return seconds * 1000;
}

/**
 * The answer to a refused lead in words. Its fields have other names where the lead failed the
 * validation: `error_code` for `code`, `id` for `lead_id`, and `error_meta` says which check it was.
 */
function refusedError(node: INode, itemIndex: number, answer: IDataObject) {
	const { status, message } = answer;
	const code = answer.code ?? answer.error_code;
	const lead = answer.lead_id ?? answer.id;
	const { provider_name: provider, description } = asObject(answer.error_meta);
	const facts = [`status ${String(status)}`];
	if (code !== undefined) facts.push(`code ${String(code)}`);
	if (lead !== undefined) facts.push(`lead ${String(lead)}`);
	const check = [provider, description].filter(Boolean).map(String).join(': ');
	return apiError(
		node,
		{
			message: `The lead was not accepted: ${String(message || status)}`,
			description: [
				`Lead Prosper answered with ${facts.join(', ')}.`,
				check && `${check.replace(/\.$/, '')}.`,
				'To go on with such leads, choose another value for On Refusal.',
			]
				.filter(Boolean)
				.join(' '),
		},
		itemIndex,
	);
}
