import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { apiError, inputError } from '../../../shared/errors';
import { checkId } from '../../../shared/fields/ids';
import { personalTrafficField, readPersonalTraffic } from '../../../shared/fields/personalData';
import { textsIn } from '../../../shared/fields/texts';
import { mapLimited } from '../../../shared/mapLimited';
import { putsOutErrors } from '../../../shared/onFailure';
import type { BatchOperation } from '../../../shared/router';
import type { Client } from '../../../shared/transport/client';
import { MOST_AT_ONCE } from '../../../shared/transport/rateLimit';
import { DEBUG_LOGS_AT_ONCE, readDebugLogs } from '../../api/debugLogs';

/** A lead's debug log, or the error that says why there is none. */
type Log = IDataObject | Error;

/** Reads the debug logs of all input items together, because one request takes five leads. */
export const getDebugLog: BatchOperation = {
	kind: 'batch',
	fields: [
		{
			displayName: 'Lead IDs',
			name: 'leadIds',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Oi_PE5UB8JeApcHI06lG',
			description:
				'One or more IDs of leads younger than 90 days. Separate them by commas or line breaks, or give an array from an expression.',
			hint: 'Several IDs: separate them by commas',
		},
		{
			displayName:
				'A debug log holds the raw traffic with each buyer: personal data, and what your buyers bid',
			name: 'sensitiveNotice',
			type: 'notice',
			default: '',
		},
		personalTrafficField,
	],
	async executeAll(context, client) {
		const wanted = context.getInputData().map((_item, itemIndex) => readIds(context, itemIndex));
		const isBad = wanted.some((ids) => ids instanceof Error);
		if (isBad && !putsOutErrors(context)) {
			return wanted.map((ids) => (ids instanceof Error ? [ids] : []));
		}
		const firstItemOf = new Map<string, number>();
		wanted.forEach((ids, itemIndex) => {
			if (ids instanceof Error) return;
			for (const id of ids) if (!firstItemOf.has(id)) firstItemOf.set(id, itemIndex);
		});
		const logs = await readLogs(context, client, firstItemOf);
		return wanted.map((ids, itemIndex) => {
			if (ids instanceof Error) return [ids];
			const protect = readPersonalTraffic(context, itemIndex);
			return pick(logs, ids).map((log) => (log instanceof Error ? log : protect(log)));
		});
	},
};

/** The lead IDs of one item. An error is returned, so that the other items can still be read. */
function readIds(context: IExecuteFunctions, itemIndex: number): string[] | Error {
	const node = context.getNode();
	try {
		const value: unknown = context.getNodeParameter('leadIds', itemIndex, '');
		const ids: unknown[] = Array.isArray(value) ? value : textsIn(value);
		if (ids.length === 0) {
			return inputError(node, itemIndex, 'Lead IDs has no ID', 'Give at least one.');
		}
		return ids.map((id) => checkId(node, itemIndex, 'Lead ID', id));
	} catch (error) {
		return error as Error;
	}
}

/**
 * The log or the error of each lead of one item. Leads that were not read any more are left out.
 */
const pick = (logs: Map<string, Log>, ids: string[]): Log[] =>
	ids.flatMap((id) => {
		const log = logs.get(id) ?? [];
		return log instanceof Error || Array.isArray(log) ? log : { lead_id: id, ...log };
	});

/**
 * Reads the logs, by lead ID. If a request for several leads is refused, each of them is requested
 * again by itself: one lead that is too old must not cost the other leads their logs.
 *
 * @param firstItemOf each lead ID, with the first input item that has it, for error messages
 */
async function readLogs(
	context: IExecuteFunctions,
	client: Client,
	firstItemOf: Map<string, number>,
): Promise<Map<string, Log>> {
	const logs = new Map<string, Log>();
	const itemOf = ([id = '']: string[]) => firstItemOf.get(id) ?? 0;
	let stopped = false;

	async function read(ids: string[]) {
		if (stopped) return;
		try {
			const found = await readDebugLogs(client, ids, itemOf(ids));
			if (found === 'refused') {
				for (const id of ids) await read([id]);
				return;
			}
			for (const id of ids) logs.set(id, found.get(id) ?? missing(id));
		} catch (error) {
			for (const id of ids) logs.set(id, ofLead(client, id, error, itemOf([id])));
		}
		const failed = ids.some((id) => logs.get(id) instanceof Error);
		if (failed && !putsOutErrors(context)) stopped = true;
	}

	const missing = (id: string) =>
		apiError(
			context.getNode(),
			{
				message: `Lead Prosper gave no debug log of lead ${id}`,
				description: 'Check the ID. There are logs of leads younger than 90 days only.',
			},
			itemOf([id]),
		);

	await mapLimited(inGroups([...firstItemOf.keys()], DEBUG_LOGS_AT_ONCE), MOST_AT_ONCE, read);
	return logs;
}

/** An error that names the lead: one request serves several, and items can have several leads. */
function ofLead(client: Client, id: string, error: unknown, itemIndex: number): Error {
	if (!(error instanceof NodeApiError)) return error as Error;
	const { message, description, httpCode } = error;
	const named = message.includes(id) ? message : `${message} (lead ${id})`;
	const text = { message: named, description: description ?? '' };
	return client.failure(text, itemIndex, httpCode === null ? undefined : Number(httpCode));
}

/** Splits the entries into groups of `size`. The last group may be smaller. */
const inGroups = <T>(entries: T[], size: number): T[][] =>
	Array.from({ length: Math.ceil(entries.length / size) }, (_, group) =>
		entries.slice(group * size, (group + 1) * size),
	);
