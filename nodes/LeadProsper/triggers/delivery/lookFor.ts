import { NodeApiError, type IDataObject } from 'n8n-workflow';
import { waitUntil } from '../../../shared/delivery/waitUntil';
import { ofTheLastMinute } from '../../../shared/lastMinute';
import type { Client } from '../../../shared/transport/client';
import { readLead } from '../../api/leads';
import type { TriggerState } from './state';

/** What one look for a lead has come to: the lead, `unknown`, or why the service could not be asked. */
type Look = { lead: IDataObject } | { unknown: true } | { error: Error };

/**
 * When a lead is looked for, in milliseconds after its delivery. Lead Prosper can deliver a lead some
 * seconds before its API knows it; the last looks are for leads that could not be asked for.
 */
const LOOK_AT_MS = [0, 1_000, 3_000, 7_000, 15_000, 45_000, 90_000, 180_000];

/** A lead that is unknown so long after its delivery is none of the account's. */
const UNKNOWN_AFTER_MS = 45_000;

/**
 * Each delivery costs a request, and anyone who has the address can post made-up IDs. So there is a
 * limit, as others want some of the service's 100 requests a minute, too. Those who look again get
 * fewer, so that made-up IDs don't take the place of a lead that has just come.
 */
const LOOKS_A_MINUTE = 80;
const FURTHER_LOOKS_A_MINUTE = 60;

/** An ID that the service can't know is refused with one of these. */
const UNKNOWN_ID = new Set(['400', '404', '410', '422']);

/**
 * Looks for a lead again and again, until it is found or none of the account's, or the workflow is
 * switched off.
 *
 * @param id one that can be a lead's, see `canBeLeadId`
 * @returns each look, and how long after the delivery it was due, in milliseconds
 */
export async function* lookFor(
	client: Client,
	state: TriggerState,
	id: string,
): AsyncGenerator<{ look: Look; afterMs: number }> {
	const began = Date.now();
	for (const afterMs of LOOK_AT_MS) {
		await waitUntil(began + afterMs, () => state.isOff);
		if (state.isOff) return;
		const most = afterMs === 0 ? LOOKS_A_MINUTE : FURTHER_LOOKS_A_MINUTE;
		const look = await lookOnce(client, state, id, most);
		yield { look, afterMs };
		if ('lead' in look || ('unknown' in look && afterMs >= UNKNOWN_AFTER_MS)) return;
	}
}

async function lookOnce(
	client: Client,
	state: TriggerState,
	id: string,
	most: number,
): Promise<Look> {
	state.reads = ofTheLastMinute(state.reads);
	if (state.reads.length >= most) {
		return { error: new Error(`More than ${most} requests in a minute`) };
	}
	state.reads.push(Date.now());
	return await readLead(client, id).then(
		(lead) => ({ lead }),
		(error) => (isUnknownId(error) ? { unknown: true as const } : { error }),
	);
}

const isUnknownId = (error: unknown) =>
	error instanceof NodeApiError && UNKNOWN_ID.has(error.httpCode ?? '');
