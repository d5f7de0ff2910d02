import type { IDataObject } from 'n8n-workflow';
import { readPages, type PageOptions } from '../shared/pages';
import { isObject } from '../shared/json';
import type { Client } from '../shared/request';
import type { Service } from '../shared/service';

/** ProsperStack's facts: what its API reference says, and how it words a refusal. */
export const prosperStack: Service = {
	name: 'ProsperStack',
	credential: 'prosperStackApi',
	whereIsTheKey: 'in ProsperStack under Settings, API Keys',
	errorText,
};

/**
 * Where each resource lives. The reference prints the path of flow sessions only; the others are
 * inferred from it, so a correction is one line here.
 */
export const PATHS = {
	event: '/events',
	flow: '/flows',
	flowSession: '/flow_sessions',
	offer: '/offers',
	portalSession: '/portal_sessions',
	property: '/properties',
	subscriber: '/subscribers',
	subscription: '/subscriptions',
	webhook: '/webhooks',
} as const;

/** Documented: `{error: "text"}`. */
function errorText(body: unknown): string | undefined {
	return isObject(body) && typeof body.error === 'string' && body.error ? body.error : undefined;
}

export const isList = (body: unknown) => isObject(body) && Array.isArray(body.data);

/**
 * A list, page by page: `{data: [], next_cursor}`, by `cursor` and `limit` (1 to 100).
 * The order of the records is not documented.
 */
export function readList(
	client: Client,
	path: string,
	query: IDataObject,
	{ itemIndex, ...options }: PageOptions & { itemIndex?: number } = {},
): AsyncGenerator<IDataObject[]> {
	return readPages(
		async ({ cursor, size }) => {
			const answer = (await client.request({
				path,
				query: { ...query, cursor, limit: size },
				itemIndex,
				expect: { what: 'a list', matches: isList },
			})) as { data: IDataObject[]; next_cursor?: unknown };
			return { records: answer.data, next: answer.next_cursor };
		},
		{
			onCircle: () =>
				client.hint(
					'ProsperStack gave the same page twice, so reading stopped there: the list may not be complete. Run again.',
				),
			...options,
		},
	);
}

/**
 * One record. @param id already checked, see `checkId`
 * @param subject for messages: `flow flow_3Aree…`
 */
export async function readOne(
	client: Client,
	path: string,
	id: string,
	subject: string,
	itemIndex?: number,
): Promise<IDataObject> {
	const record = await client.request({
		path: `${path}/${encodeURIComponent(id)}`,
		subject,
		itemIndex,
		expect: { what: `the ${subject}`, matches: isObject },
	});
	return record as IDataObject;
}
