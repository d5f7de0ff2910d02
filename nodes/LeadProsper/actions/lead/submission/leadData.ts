import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../../../../shared/errors';
import { checkBoolean } from '../../../../shared/fields/booleans';
import { readCollection } from '../../../../shared/fields/collections';
import { inputFields } from '../../../../shared/fields/input';
import { asObject, objectsIn, omit, withoutEmpty } from '../../../../shared/json';
import type { Client } from '../../../../shared/transport/client';
import { isSteering, isSubId, type LeadField } from '../../../api/leadFields';
import type { SubmissionStep } from '../../../api/submission';
import { splitPingAnswer } from './pingAnswer';

interface Given {
	/** The fields that the user named in the node: mapped fields and custom fields. */
	named: IDataObject;
	/** The fields of the input item. Not all of them need be meant for the lead. */
	input: IDataObject;
	/** The names of input fields that hold a ping's answer and not the lead's data. */
	answered: string[];
	/** Names of input fields that would steer the submission; they are left out. */
	steering: string[];
}

/**
 * Reads the lead's data as it is to be submitted. Empty values are left out. If one was required,
 * the service says so.
 *
 * @param fields the campaign's fields; empty if they are not known, and then names are not checked
 * @throws NodeOperationError if the campaign does not list a field, and the user chose to stop then
 */
export function readLeadData(
	context: IExecuteFunctions,
	itemIndex: number,
	client: Client,
	step: SubmissionStep,
	fields: LeadField[],
): IDataObject {
	const { named, input, answered, steering } = readGiven(context, itemIndex, step);
	if (steering.length > 0) client.warn(steeringText(steering));
	const known = new Set(fields.map(({ name }) => name));
	const isKnown = (name: string) => known.size === 0 || known.has(name) || isSubId(name);
	const missed = answered.filter((name) => known.has(name) && !(name in named));
	if (missed.length > 0) client.hintNames('taken for the ping’s answer', missed, missedHint);
	const unknown = Object.keys({ ...input, ...named }).filter((name) => !isKnown(name));
	if (unknown.length > 0) {
		const { unknownFields } = readCollection(context, itemIndex, 'options');
		const text = (names: string[]) => `The campaign lists no ${namesOf(names, known)}`;
		if (unknownFields === 'error') {
			throw inputError(
				context.getNode(),
				itemIndex,
				text(unknown),
				'Names are case-sensitive. Correct them, or choose to ignore unknown fields in the options.',
			);
		}
		client.hintNames(
			'unknown fields',
			unknown,
			(names) => `${text(names)}: Lead Prosper drops what a campaign does not know.`,
		);
	}
	// Unknown fields that the user named are still sent: the campaign may take more than it lists.
	const wanted = Object.entries(input).filter(([name]) => isKnown(name));
	const data = withoutEmpty({ ...Object.fromEntries(wanted), ...named });
	if (step === 'ping') client.hintNames('sent in a ping', Object.keys(data), pingHint);
	return data;
}

/** Lead Prosper lets everyone name a campaign's fields as they like: so this can only be a guess. */
const PERSONAL = /(^|_)(first|last|full|middle|sur)?_?name$|e-?mail|phone|mobile/i;

function pingHint(names: string[]): string {
	if (names.length === 0) {
		return 'The pings had no field of the lead. Add those that the campaign’s specification asks for in a ping.';
	}
	const personal = names.filter((name) => PERSONAL.test(name));
	const sent = `The pings had the ${namesOf(names)}.`;
	if (personal.length === 0) return sent;
	const looks = personal.length === 1 ? 'looks' : 'look';
	return `${sent} The ${namesOf(personal)} ${looks} personal: buyers see a ping before the sale. Map only what the campaign’s specification asks for in a ping.`;
}

function steeringText(names: string[]): string {
	const [verb, them] = names.length === 1 ? ['steers', 'It was'] : ['steer', 'They were'];
	return `The input has the ${namesOf(names)}, which ${verb} a submission. ${them} not sent: only this node’s own settings do. (With a hidden field lp_action a form could make a lead a test lead, which nobody buys.)`;
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
		return { named: { ...mapped, ...custom }, input: {}, answered: [], steering: [] };
	}
	const all = withoutEmpty(inputFields(context, itemIndex));
	const steering = Object.keys(all).filter(isSteering);
	const data = omit(all, ...steering);
	if (step !== 'post') return { named: custom, input: data, answered: [], steering };
	const { rest, answered } = splitPingAnswer(data);
	return { named: custom, input: rest, answered, steering };
}

/** False with an account key, because the switch is shown with a supplier's key only. */
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

/** So many names a message has at most. */
const MOST_NAMES = 20;

/** The names for a message: `field “Zip_Code” (it has “zip_code”)` or `fields “a”, “b”`. */
function namesOf(fields: string[], known = new Set<string>()): string {
	const names = fields.map((name) => {
		const meant = [...known].find((other) => other.toLowerCase() === name.toLowerCase());
		return `“${name}”${meant ? ` (it has “${meant}”)` : ''}`;
	});
	const shown = names.slice(0, MOST_NAMES).join(', ') + (names.length > MOST_NAMES ? ', …' : '');
	return `${names.length === 1 ? 'field' : 'fields'} ${shown}`;
}
