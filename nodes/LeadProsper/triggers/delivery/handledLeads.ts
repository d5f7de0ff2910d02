import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { shortHash } from '../leads/seenLeads';
import type { TriggerState } from './state';

/**
 * What is remembered of the leads that have started the workflow: a mark for each lead and status, in
 * the order in which they came. It is kept twice: in this process, where it is never behind, and in
 * n8n's static data, which survive a restart and which n8n loads and saves for each delivery anew.
 */
export type HandledLeads = Set<string>;

/** In characters of six bits: 60 bits, so that no two of the remembered leads have the same mark. */
const MARK_LENGTH = 10;

/** So many marks are remembered: 40 kB of static data. */
const KEPT = 4_000;

const markOf = ({ id, status }: IDataObject) =>
	shortHash(`${String(status)} ${String(id)}`, MARK_LENGTH);

/**
 * To be called when n8n has just loaded the static data: what they know and this process does not is
 * taken over.
 */
export function takeOverSaved(context: IWebhookFunctions, state: TriggerState): void {
	const { handled: saved } = context.getWorkflowStaticData('node');
	state.handled = trimmed(new Set([...unpacked(saved), ...state.handled]));
}

/**
 * Remembers a lead, and writes all that is remembered into n8n's static data. Nothing waits in here:
 * of copies that come at the same moment, only the first is new.
 *
 * @returns false if the lead has started the workflow before, with this status
 */
export function rememberLead(
	context: IWebhookFunctions,
	state: TriggerState,
	lead: IDataObject,
): boolean {
	const mark = markOf(lead);
	if (state.handled.has(mark)) return false;
	state.handled = trimmed(new Set([...state.handled, mark]));
	writeHandled(context, state);
	return true;
}

/** Writes what is remembered into the static data, also of deliveries that n8n is still to save. */
export function writeHandled(context: IWebhookFunctions, { handled, unsaved }: TriggerState): void {
	const packed = [...handled].join('');
	for (const data of new Set([context.getWorkflowStaticData('node'), ...unsaved])) {
		data.handled = packed;
	}
}

/** What no longer fits is forgotten, the oldest first. */
const trimmed = (handled: HandledLeads): HandledLeads =>
	handled.size > KEPT ? new Set([...handled].slice(-KEPT)) : handled;

/** All marks have the same length, so they are saved as one text, one after another. */
const unpacked = (packed: unknown): string[] =>
	typeof packed === 'string' ? (packed.match(new RegExp(`.{${MARK_LENGTH}}`, 'g')) ?? []) : [];
