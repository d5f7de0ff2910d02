import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { messageOf } from '../../../shared/errors';
import { textsIn } from '../../../shared/fields/texts';
import { asObject } from '../../../shared/json';
import { collect } from '../../../shared/pages';
import { exists, GONE, readList, requestDeletion } from '../../api/records';
import { PATHS } from '../../api/service';
import type { Access } from '../access';

/** Documented: "A ProsperStack account can have a maximum of ten configured webhooks." */
export const MOST_WEBHOOKS = 10;

export const WHERE_TO_REMOVE = 'in ProsperStack under Settings → Integrations → Webhooks';

/** What a trigger wants to have registered. */
export interface WantedWebhook {
	url: string;
	events: string[];
}

export interface Webhook extends WantedWebhook {
	/** '' where it is not known. */
	id: string;
}

export const toWebhook = ({ id, url, events }: IDataObject): Webhook => ({
	id: String(id ?? ''),
	url: String(url),
	events: textsIn(events),
});

export const isSame = (one: WantedWebhook, other: WantedWebhook) =>
	one.url === other.url &&
	one.events.length === other.events.length &&
	one.events.every((event) => other.events.includes(event));

/** All webhooks of the account. @throws NodeApiError */
export const readWebhooks = async ({ client }: Access): Promise<Webhook[]> =>
	(await collect(readList(client, PATHS.webhook, {}))).map(toWebhook);

/** @throws NodeApiError */
export async function createWebhook({ client }: Access, wanted: WantedWebhook): Promise<Webhook> {
	const created = await client.request({
		method: 'POST',
		path: PATHS.webhook,
		body: { ...wanted },
		subject: 'webhook',
		expect: { what: 'the new webhook', read: asObject },
	});
	const { id } = created;
	return toWebhook({ ...wanted, id });
}

/**
 * Deleting is not documented: the service may answer that it can't (405, 501).
 *
 * @returns undefined when the webhook is gone, else why it is still there
 */
export async function tryToDelete(
	{ client }: Access,
	{ id }: Webhook,
): Promise<string | undefined> {
	// As a path this would ask for all of them.
	if (id === '') return 'its ID is not known';
	try {
		await requestDeletion(client, PATHS.webhook, id, 'webhook');
		return undefined;
	} catch (error) {
		if (!(error instanceof NodeApiError && GONE.includes(Number(error.httpCode))))
			return messageOf(error);
		// A service that can't delete may say the same as one that has nothing to delete.
		const isThere = await exists(client, PATHS.webhook, id, 'webhook').catch(() => false);
		return isThere ? messageOf(error) : undefined;
	}
}
