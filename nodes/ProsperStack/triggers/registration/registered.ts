import type { IHookFunctions } from 'n8n-workflow';
import { isObject } from '../../../shared/json';
import { isSame, toWebhook, WHERE_TO_REMOVE, type WantedWebhook, type Webhook } from './webhooks';

/** What this trigger has registered, as its static data tell; undefined if nothing. */
function registered(context: IHookFunctions): Webhook | undefined {
	const { registered: saved } = context.getWorkflowStaticData('node');
	return isObject(saved) ? toWebhook(saved) : undefined;
}

export function wasRegistered(context: IHookFunctions, wanted: WantedWebhook): boolean {
	const known = registered(context);
	return known !== undefined && isSame(known, wanted);
}

/** Whether the webhook of this trigger has another address: then the hook is about a test. */
export function isRegisteredElsewhere(context: IHookFunctions): boolean {
	const known = registered(context);
	return known !== undefined && known.url !== context.getNodeWebhookUrl('default');
}

export function rememberRegistered(context: IHookFunctions, { id, url, events }: Webhook): void {
	context.getWorkflowStaticData('node').registered = { id, url, events };
}

export function forgetRegistered(context: IHookFunctions): void {
	delete context.getWorkflowStaticData('node').registered;
}

/**
 * Says so in the log when n8n has another address than when this trigger registered its webhook: that
 * one is left at the service, and ten fill the account.
 *
 * It is not deleted. A copy of n8n's database that starts elsewhere (a restored backup, a staging
 * system) can't be told from an n8n that has moved, and would take the webhook of the original, which
 * would then miss cancellations without a word.
 */
export function warnOfFormer(
	context: IHookFunctions,
	webhooks: Webhook[],
	{ url }: WantedWebhook,
): void {
	// The test address is another one too, and the webhook of the production address is in use.
	if (context.getActivationMode() === 'manual') return;
	const known = registered(context);
	const former = webhooks.find((webhook) => webhook.id === known?.id && webhook.url === known.url);
	if (!former || former.url === url) return;
	context.logger.warn(
		`n8n has a new address. The webhook that “${context.getNode().name}” had registered for the old one is still there: ${former.id}. If nothing uses it any more, remove it ${WHERE_TO_REMOVE}.`,
	);
}
