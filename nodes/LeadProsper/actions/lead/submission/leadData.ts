import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../../../../shared/errors';
import { isObject } from '../../../../shared/json';
import type { Client } from '../../../../shared/request';
import { isSubId, type LeadField } from '../../../api/leadFields';
import type { SubmissionStep } from '../../../api/submission';

/** What a ping answers: it comes in with the item of the post that follows, and is no field of it. */
const PING_ANSWER = new Set(['status', 'code', 'message', 'ping_id', 'payout', 'bids']);

interface Given {
	/** What the user named: mapped or custom fields. */
	named: IDataObject;
	/** What came in with the item, whether it is meant for the lead or not. */
	input: IDataObject;
}

/**
 * The lead's fields as they are submitted. What is empty is left out: that is best for optional
 * fields, and for required ones the service says it.
 *
 * @param fields the campaign's; empty where they are not known, and then nothing is checked
 * @throws NodeOperationError for fields that the campaign doesn't list, if the user wants that
 */
export function readLeadData(
	context: IExecuteFunctions,
	itemIndex: number,
	client: Client,
	step: SubmissionStep,
	fields: LeadField[],
): IDataObject {
	const { named, input } = readGiven(context, itemIndex);
	const known = new Set(fields.map(({ name }) => name));
	const isKnown = (name: string) => known.size === 0 || known.has(name) || isSubId(name);
	const unknown = [
		...Object.keys(input).filter((name) => !(step === 'post' && PING_ANSWER.has(name))),
		...Object.keys(named),
	].filter((name) => !isKnown(name));
	if (unknown.length > 0) {
		const { unknownFields } = context.getNodeParameter('options', itemIndex, {});
		const text = `The campaign lists no ${inWords(unknown, known)}`;
		if (unknownFields === 'error') {
			throw inputError(
				context.getNode(),
				itemIndex,
				text,
				'Names are case-sensitive. Correct them, or choose to ignore unknown fields in the options.',
			);
		}
		client.hint(`${text}: Lead Prosper drops what a campaign does not know.`);
	}
	// What the user named is sent all the same: the list may not be all that the campaign takes.
	const wanted = Object.entries(input).filter(([name]) => isKnown(name));
	return withoutEmpty({ ...Object.fromEntries(wanted), ...named });
}

function readGiven(context: IExecuteFunctions, itemIndex: number): Given {
	const input = () => withoutEmpty(context.getInputData()[itemIndex].json);
	const custom = readCustomFields(context, itemIndex);
	const mapper: unknown = context.getNodeParameter('leadFields', itemIndex, {});
	const { mappingMode, value } = isObject(mapper) ? mapper : {};
	const sendInput = context.getNodeParameter('sendInput', itemIndex, false);
	if (mappingMode === 'autoMapInputData' || sendInput) return { named: custom, input: input() };
	return { named: { ...(isObject(value) ? withoutEmpty(value) : {}), ...custom }, input: {} };
}

function readCustomFields(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const given: unknown = context.getNodeParameter('customFields.field', itemIndex, []);
	const list = Array.isArray(given) ? given.filter(isObject) : [];
	const entries = list.map(({ name, value }) => [String(name ?? '').trim(), value] as const);
	return withoutEmpty(Object.fromEntries(entries.filter(([name]) => name !== '')));
}

const withoutEmpty = (fields: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(fields).filter(
			([, value]) => value !== undefined && value !== null && value !== '',
		),
	);

/** `field “Zip_Code” (it has “zip_code”)`, `fields “a”, “b”` */
function inWords(unknown: string[], known: Set<string>): string {
	const names = unknown.map((name) => {
		const meant = [...known].find((other) => other.toLowerCase() === name.toLowerCase());
		return `“${name}”${meant ? ` (it has “${meant}”)` : ''}`;
	});
	return `${names.length === 1 ? 'field' : 'fields'} ${names.join(', ')}`;
}
