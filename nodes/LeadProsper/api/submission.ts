import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import type { Client } from '../../shared/transport/client';

/** The three ways to submit a lead; all are POST with JSON. */
const PATHS = { submit: '/direct_post', ping: '/ping', post: '/post' } as const;

export type SubmissionStep = keyof typeof PATHS;

/** The credential of those who have a supplier's key but no account key; it adds `lp_key`. */
const SUPPLIER_CREDENTIAL = 'leadProsperSupplierApi';

/**
 * How long to wait for the rate limit: a window of it. A post waits less, or its ping lapses. A ping
 * sells nothing, and waits as long as any request.
 */
const PATIENCE_MS: Record<SubmissionStep, number | undefined> = {
	submit: 65_000,
	ping: undefined,
	post: 10_000,
};

export interface Submission {
	step: SubmissionStep;
	campaignId: string;
	supplierId: string;
	/** The supplier's key; undefined where the credential adds it. */
	key?: string;
	/** The lead's own fields and the control fields that the user chose. */
	data: IDataObject;
	timeoutMs: number;
	/** Whether to send it again after a 429 that says nothing of the lead. */
	waitsAfter429: boolean;
}

/**
 * Submits a lead, or asks for bids. A lead is never sent twice, whatever happened: it may have been
 * taken and billed even if its answer was lost. Only a 429 without a lead's status did nothing.
 *
 * @returns the service's answer, also a refusal: `{status: ACCEPTED | DUPLICATED | ERROR, …}`
 * @throws NodeApiError where there is no such answer, with what to check where the outcome is unknown
 */
export async function submitLead(
	client: Client,
	{ step, campaignId, supplierId, key, data, timeoutMs, waitsAfter429 }: Submission,
	itemIndex: number,
): Promise<IDataObject> {
	return await client.request({
		method: 'POST',
		path: PATHS[step],
		body: {
			...data,
			lp_campaign_id: campaignId,
			lp_supplier_id: supplierId,
			...(key === undefined ? {} : { lp_key: key }),
		},
		credential: key === undefined ? SUPPLIER_CREDENTIAL : undefined,
		keyInBody: key,
		key: {
			name: 'the supplier’s key',
			advice:
				key === undefined
					? 'Check it in the credential: it is the lp_key on the specification page of the campaign.'
					: `It was read from campaign ${campaignId}. If its specification page has another lp_key, choose Supplier Key under Authentication and enter that one.`,
		},
		subject: `campaign ${campaignId} or its supplier ${supplierId}`,
		lookAt: `the newest leads of campaign ${campaignId} from supplier ${supplierId}`,
		effect: step === 'ping' ? 'the ping was answered' : 'the lead was taken, and perhaps sold',
		timeoutMs,
		itemIndex,
		sendOnce: !waitsAfter429,
		patienceMs: PATIENCE_MS[step],
		expect: {
			what: 'a status of the lead',
			read: resultIn,
			readRefusal: ({ body }) => resultIn(body),
		},
	});
}

/**
 * A lead that is refused is an answer like others, also with a status of success: `status` decides. It
 * is in upper case; the account API's errors have `error`.
 */
const resultIn = (body: unknown) =>
	isObject(body) && typeof body.status === 'string' && /^[A-Z_]+$/.test(body.status)
		? body
		: undefined;

/**
 * A supplier's key. That `hash` is the `lp_key` of its submissions was so in three public cases; as a
 * rule it is a guess.
 */
export const submissionKeyOf = (supplier: IDataObject): string | undefined =>
	typeof supplier.hash === 'string' && supplier.hash !== '' ? supplier.hash : undefined;
