import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

const RETRY_AFTER_S = 30;

/** Every delivery gets this answer, real or not: a sender of forgeries learns nothing. */
const RECEIVED = { received: true };

/** To be called before any answer. */
export function prepareAnswer(context: IWebhookFunctions): void {
	// Without a type n8n 2.8 adds a header to those answers that start a workflow, which would tell.
	context.getResponseObject().setHeader('Content-Type', 'application/json; charset=utf-8');
}

/**
 * What the node gives to n8n, which then sends the answer: from 2.8 on only when it has recorded the
 * execution. No items, no execution.
 */
export const received = (items: INodeExecutionData[] = []): IWebhookResponseData => ({
	webhookResponse: RECEIVED,
	...workflowData(items),
});

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
