import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import {
	answered,
	prepareAnswer,
	received,
	sendReceived,
	sendTryAgain,
} from '../../../shared/delivery/answer';
import { keepWriting } from '../../../shared/delivery/keepWriting';
import { asNodeError, messageOf } from '../../../shared/errors';
import type { Shape } from '../../../shared/fields/output';
import { createClient, IN_THE_EDITOR } from '../../../shared/transport/client';
import { fieldsOf } from '../../../shared/trigger';
import { leadProsper } from '../../api/service';
import { leadOutput } from '../../fields/leadOutput';
import { isShortCode, leadIdIn, toItemJson } from './body';
import { readLeadIdField, readRealLeadsOnly } from './fields';
import { rememberLead, takeOverSaved, writeHandled } from './handledLeads';
import { lookFor } from './lookFor';
import { createState, stateOf, type TriggerState } from './state';

/**
 * A lead that is not known yet is answered like any other, so late: whoever sends made-up ones learns
 * nothing. It is looked for a little longer.
 */
const ANSWER_AFTER_MS = 15_000;

/** How long one look may wait for the rate limit, and for an answer: the sender waits. */
const PATIENCE_MS = 5_000;
const TIMEOUT_MS = 10_000;

/** More than this can't be under way for good reasons. */
const MOST_UNDER_WAY = 500;

/** Or whoever posts made-up leads could fill n8n's log. */
const WARN_AGAIN_AFTER_MS = 60_000;

/**
 * One post to the webhook. What it says is not used, only the ID: the lead is read back, and what Lead
 * Prosper says of it is put out, once for each status.
 *
 * The sender is told that it was received once the lead was read, or was looked for and is none of the
 * account's. Where Lead Prosper can't be read, the sender is asked to try again; but it may never do
 * that, so the lead is looked for all the same.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	prepareAnswer(context);
	const body = context.getBodyData();
	const isTest = context.getMode() === 'manual';
	if (!readRealLeadsOnly(context)) return putOutBody(context, body);
	const field = readLeadIdField(context);
	// Before anything is remembered: this can fail.
	const shape = leadOutput.read(fieldsOf(context), 0, context.getTimezone());
	const id = leadIdIn(body, field);
	if (isTest) return await test(context, field, id, shape);

	const state = stateOf(context);
	takeOverSaved(context, state);
	if (id === undefined || isShortCode(id)) {
		warn(context, state, noIdText(field, id));
		return received();
	}
	if (state.underWay >= MOST_UNDER_WAY) {
		sendTryAgain(context);
		return answered();
	}
	// Another process of n8n may have switched it on again.
	state.isOff = false;
	state.underWay++;
	try {
		return await readBack(context, state, id, shape);
	} finally {
		state.underWay--;
	}
}

async function readBack(
	context: IWebhookFunctions,
	state: TriggerState,
	id: string,
	shape: Shape,
): Promise<IWebhookResponseData> {
	const options = { patienceMs: PATIENCE_MS, timeoutMs: TIMEOUT_MS };
	const client = createClient(context, leadProsper, options);
	let isAnswered = false;
	let problem = `Lead “${id}” was posted as the workflow was switched off, and has started nothing`;
	for await (const { look, afterMs } of lookFor(client, state, id)) {
		if ('lead' in look) {
			const items = handOut(context, state, look.lead, shape);
			return isAnswered ? answered(items) : received(items);
		}
		problem = 'error' in look ? couldNotReadText(id, look.error) : unknownText(id);
		if (isAnswered || ('unknown' in look && afterMs < ANSWER_AFTER_MS)) continue;
		if ('error' in look) sendTryAgain(context);
		else sendReceived(context);
		isAnswered = true;
	}
	if (!isAnswered) sendTryAgain(context);
	warn(context, state, problem);
	return answered();
}

/** The items of a lead; none if it has started the workflow before, with this status. */
function handOut(
	context: IWebhookFunctions,
	state: TriggerState,
	lead: IDataObject,
	shape: Shape,
): INodeExecutionData[] {
	if (!rememberLead(context, state, lead)) return [];
	void keepWriting(context, state.unsaved, () => writeHandled(context, state));
	return toItems(lead, shape);
}

/** As Lead: Get puts it out. */
const toItems = (lead: IDataObject, shape: Shape): INodeExecutionData[] =>
	[shape(lead)].flat().map((json) => ({ json }));

/**
 * “Listen for test event”: the same, but nothing is remembered of it.
 *
 * @throws what is wrong with the post: somebody is looking on
 */
async function test(
	context: IWebhookFunctions,
	field: string,
	id: string | undefined,
	shape: Shape,
): Promise<IWebhookResponseData> {
	const node = context.getNode();
	const failed = (message: string) =>
		new NodeOperationError(node, message, {
			description: `Put the short code of the lead's ID into the field “${field}” of the Campaign Trigger's body in Lead Prosper, and test it with a lead that the campaign has really received.`,
		});
	if (id === undefined || isShortCode(id)) throw failed(noIdText(field, id));
	const client = createClient(context, leadProsper, IN_THE_EDITOR);
	for await (const { look, afterMs } of lookFor(client, createState(), id)) {
		if ('lead' in look) return received(toItems(look.lead, shape));
		if ('error' in look) throw asNodeError(node, look.error);
		if (afterMs >= ANSWER_AFTER_MS) break;
	}
	throw failed(unknownText(id));
}

function putOutBody(context: IWebhookFunctions, body: IDataObject): IWebhookResponseData {
	const json = toItemJson(body);
	if (json) return received([{ json }]);
	warn(context, stateOf(context), 'A post was left out, because its body is nested too deep');
	return received();
}

/** Tells n8n's log why a post has started nothing, once a minute at most. */
function warn(context: IWebhookFunctions, state: TriggerState, text: string): void {
	const now = Date.now();
	if (Math.abs(now - state.warnedAt) < WARN_AGAIN_AFTER_MS) return;
	state.warnedAt = now;
	context.logger.warn(`“${context.getNode().name}”: ${text}`);
}

const noIdText = (field: string, id: string | undefined) =>
	id === undefined
		? `A post had no lead ID in the field “${field}” of its body`
		: `Lead Prosper has put no ID in the place of the short code ${id}`;

const unknownText = (id: string) => `Lead Prosper knows no lead “${id}”`;

const couldNotReadText = (id: string, error: Error) =>
	`Lead “${id}” was posted and could not be read from Lead Prosper, so it has started nothing: ${messageOf(error)}`;
