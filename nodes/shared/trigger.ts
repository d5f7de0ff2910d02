import type { IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { FieldReader } from './fields/recordLocator';

export type TriggerContext = IHookFunctions | IPollFunctions | IWebhookFunctions;

/** A key for one trigger. No other trigger in this n8n process has the same key. */
export const triggerKey = (context: TriggerContext) =>
	`${context.getWorkflow().id}:${context.getNode().id}`;

/** The fields of a trigger, for what reads those of a node: a trigger has no input items. */
export const fieldsOf = (context: TriggerContext): FieldReader => ({
	getNode: () => context.getNode(),
	getNodeParameter: (name, _itemIndex, fallback, options) =>
		context.getNodeParameter(name, fallback, options),
});

/** The keys of the triggers whose poll is running. */
const underWay = new Set<string>();

/**
 * Runs a poll, unless a poll of the same trigger is still running. n8n starts the next poll on time
 * even if the last one is still waiting for the rate limit. Two polls at the same time would output
 * the same records twice.
 *
 * @returns what `work` returns; null if it was not run, which tells n8n that there is nothing new
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
