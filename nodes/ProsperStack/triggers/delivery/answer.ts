import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** Senders give up early, so an answer comes by then, whatever the service does. */
export const ANSWER_WITHIN_MS = 800;
const RETRY_AFTER_S = 30;

/** Every delivery gets this answer, real or not: a sender of forgeries learns nothing. */
const RECEIVED = { received: true };

/** To be called before any answer. */
export function prepareAnswer(context: IWebhookFunctions): void {
	// Without a type n8n 2.8 adds a header to those answers that start a workflow, which would tell.
	context.getResponseObject().setHeader('Content-Type', 'application/json; charset=utf-8');
}

/**
 * Says that the delivery was received, and gives n8n the items; no items, no execution.
 *
 * With Catch Up the answer goes out at once, and is the same for real and forged: n8n 1.123 and 2.41
 * would add a header where they start a workflow. Without it n8n answers, from 2.8 on only when it has
 * recorded the execution: were it killed before that, nothing would bring the event again.
 */
export function received(
	context: IWebhookFunctions,
	catchUp: boolean,
	items: INodeExecutionData[] = [],
): IWebhookResponseData {
	if (!catchUp) return { webhookResponse: RECEIVED, ...workflowData(items) };
	sendReceived(context);
	return answered(items);
}

/** What the node gives to n8n when the answer was sent before. */
export const answered = (items: INodeExecutionData[] = []): IWebhookResponseData => ({
	noWebhookResponse: true,
	...workflowData(items),
});

const workflowData = (items: INodeExecutionData[]) =>
	items.length > 0 ? { workflowData: [items] } : {};

/** Answers at once. */
export function sendReceived(context: IWebhookFunctions): void {
	context.getResponseObject().status(200).json(RECEIVED);
}

/** Asks the sender, at once, to try again later. */
export function sendTryAgain(context: IWebhookFunctions): void {
	const response = context.getResponseObject();
	response.setHeader('Retry-After', String(RETRY_AFTER_S));
	response.status(503).json({ received: false });
}
