import type { IHookFunctions } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import type { Access } from './access';
import {
	isSame,
	toWebhook,
	tryToDelete,
	WHERE_TO_REMOVE,
	type WantedWebhook,
	type Webhook,
} from './webhooks';

/** What this trigger has registered, as its static data tell; undefined if nothing. */
function registered(context: IHookFunctions): Webhook | undefined {
	const { registered: saved } = context.getWorkflowStaticData('node');
	return isObject(saved) ? toWebhook(saved) : undefined;
}

export function wasRegistered(context: IHookFunctions, wanted: WantedWebhook): boolean {
	const known = registered(context);
	return known !== undefined && isSame(known, wanted);
}

export function rememberRegistered(context: IHookFunctions, { id, url, events }: Webhook): void {
	context.getWorkflowStaticData('node').registered = { id, url, events };
}

export function forgetRegistered(context: IHookFunctions): void {
	delete context.getWorkflowStaticData('node').registered;
}

/**
 * n8n has another address than when this trigger registered its webhook: nobody would ever delete
 * that one, and ten of them fill the account. Only the very one that this trigger registered is
 * deleted, known by its id and its address. If that fails, the log says so; the activation goes on.
 *
 * @returns the webhooks that are left
 */
export async function removeFormer(
	context: IHookFunctions,
	access: Access,
	webhooks: Webhook[],
	{ url }: WantedWebhook,
): Promise<Webhook[]> {
	// The test address is another one too, and the webhook of the production address stays.
	if (context.getActivationMode() === 'manual') return webhooks;
	const known = registered(context);
	const former = webhooks.find(
		(webhook) => webhook.id !== '' && webhook.id === known?.id && webhook.url === known.url,
	);
	if (!former || former.url === url) return webhooks;
	const why = await tryToDelete(access, former);
	if (why === undefined) return webhooks.filter((webhook) => webhook !== former);
	context.logger.warn(
		`n8n has a new address, and the webhook that “${context.getNode().name}” had registered for the old one could not be deleted: ${former.id}: ${why}. Remove it by hand ${WHERE_TO_REMOVE}.`,
	);
	return webhooks;
}
