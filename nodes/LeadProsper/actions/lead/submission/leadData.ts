import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../../../../shared/errors';
import { checkBoolean } from '../../../../shared/fields/booleans';
import { inputFields } from '../../../../shared/fields/input';
import { asObject, objectsIn, withoutEmpty } from '../../../../shared/json';
import type { Client } from '../../../../shared/transport/client';
import { isSubId, type LeadField } from '../../../api/leadFields';
import type { SubmissionStep } from '../../../api/submission';
import { splitPingAnswer } from './pingAnswer';

interface Given {
	/** What the user named: mapped or custom fields. */
	named: IDataObject;
	/** What came in with the item, whether it is meant for the lead or not. */
	input: IDataObject;
	/** Names under which only a ping's answer came in, see `splitPingAnswer`. */
	answered: string[];
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
	const { named, input, answered } = readGiven(context, itemIndex, step);
	const known = new Set(fields.map(({ name }) => name));
	const isKnown = (name: string) => known.size === 0 || known.has(name) || isSubId(name);
	const missed = answered.filter((name) => known.has(name) && !(name in named));
	if (missed.length > 0) client.hint(missedHint(missed));
	const unknown = Object.keys({ ...input, ...named }).filter((name) => !isKnown(name));
	if (unknown.length > 0) {
		const { unknownFields } = context.getNodeParameter('options', itemIndex, {});
		const text = `The campaign lists no ${namesOf(unknown, known)}`;
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

function missedHint(missed: string[]): string {
	const them = missed.length === 1 ? 'it' : 'them';
	return `The campaign has the ${namesOf(missed)}, and so has the answer to a ping: Post did not take ${them} from the input. Map ${them}, or add ${them} under Custom Fields.`;
}

function readGiven(context: IExecuteFunctions, itemIndex: number, step: SubmissionStep): Given {
	const custom = readCustomFields(context, itemIndex);
	const mapper: unknown = context.getNodeParameter('leadFields', itemIndex, {});
	const { mappingMode, value } = asObject(mapper);
	if (mappingMode !== 'autoMapInputData' && !sendsInput(context, itemIndex)) {
		const mapped = withoutEmpty(asObject(value));
		return { named: { ...mapped, ...custom }, input: {}, answered: [] };
	}
	const all = withoutEmpty(inputFields(context, itemIndex));
	if (step !== 'post') return { named: custom, input: all, answered: [] };
	const { rest, answered } = splitPingAnswer(all);
	return { named: custom, input: rest, answered };
}

/** With an account key the switch isn't there. */
function sendsInput(context: IExecuteFunctions, itemIndex: number): boolean {
	const value = context.getNodeParameter('sendInput', itemIndex, false);
	return checkBoolean(context.getNode(), itemIndex, 'Send Input Fields', value);
}

function readCustomFields(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const given: unknown = context.getNodeParameter('customFields.field', itemIndex, []);
	const list = objectsIn(given);
	const entries = list.map(({ name, value }) => [String(name ?? '').trim(), value] as const);
	return withoutEmpty(Object.fromEntries(entries.filter(([name]) => name !== '')));
}

/** `field “Zip_Code” (it has “zip_code”)`, `fields “a”, “b”` */
function namesOf(fields: string[], known = new Set<string>()): string {
	const names = fields.map((name) => {
		const meant = [...known].find((other) => other.toLowerCase() === name.toLowerCase());
		return `“${name}”${meant ? ` (it has “${meant}”)` : ''}`;
	});
	return `${names.length === 1 ? 'field' : 'fields'} ${names.join(', ')}`;
}
