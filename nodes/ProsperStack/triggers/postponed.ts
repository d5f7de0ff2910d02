import type { INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { messageOf } from '../../shared/errors';
import { triggerKey } from '../../shared/trigger';
import type { Ending } from './batches';

type Items = INodeExecutionData[];

/** So many deliveries of a trigger wait; those that come then are asked to try again. */
const MOST_WAITING = 500;

/**
 * So long between the readings, in which the list may catch up. Those that wait are read together,
 * so a flood costs a few requests for the list, however large it is.
 */
const PAUSES_MS = [2_000, 3_000, 5_000];

/** How many deliveries wait, by trigger. */
const waiting = new Map<string, number>();

const waitingFor = (context: IWebhookFunctions) => waiting.get(triggerKey(context)) ?? 0;

export const hasRoom = (context: IWebhookFunctions) => waitingFor(context) < MOST_WAITING;

/**
 * For a delivery that the list does not show yet, while too many want a look-up of their own: reads
 * the list again after some seconds.
 *
 * One that has items for n8n does not keep them waiting if others wait as well: what they read brings
 * its event, too.
 *
 * @param items what this delivery brings already
 * @returns those, and what was read
 */
export async function readAgainLater(
	context: IWebhookFunctions,
	items: Items,
	read: () => Promise<Ending<Items>>,
): Promise<Items> {
	const key = triggerKey(context);
	const all = [...items];
	const othersRead = () => all.length > 0 && waitingFor(context) > 1;
	waiting.set(key, waitingFor(context) + 1);
	try {
		for (const ms of PAUSES_MS) {
			if (othersRead()) break;
			await sleep(ms);
			const { end, result = [] } = await read();
			all.push(...result);
			if (end === 'settled') break;
		}
	} catch (error) {
		context.logger.warn(
			`“${context.getNode().name}” could not read events back from ProsperStack: ${messageOf(error)}. They come with the next delivery.`,
		);
	} finally {
		waiting.set(key, waitingFor(context) - 1);
	}
	return all;
}
