import type { IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

export type TriggerContext = IHookFunctions | IPollFunctions | IWebhookFunctions;

/** Names one trigger among all that run in this process. */
export const triggerKey = (context: TriggerContext) =>
	`${context.getWorkflow().id}:${context.getNode().id}`;

const underWay = new Set<string>();

/**
 * Runs a poll, unless one of the same trigger is still under way: n8n starts the next whether or not
 * the last one still waits for the rate limit, and two would put out the same.
 *
 * @returns what `work` gives; null, by which a poll says that there is nothing, if it was not run
 */
export async function onePollAtATime<T>(
	context: IPollFunctions,
	work: () => Promise<T>,
): Promise<T | null> {
	const key = triggerKey(context);
	if (underWay.has(key)) return null;
	underWay.add(key);
	try {
		return await work();
	} finally {
		underWay.delete(key);
	}
}
