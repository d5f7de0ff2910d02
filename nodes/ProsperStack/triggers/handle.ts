import type { INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { triggerKey } from '../../shared/trigger';
import { recentAccountMark } from './account';
import { createBatches, type Ending } from './batches';
import { readCare } from './care';
import { lookUp } from './lookUp';
import { openNotebook } from './notebook';
import { toItems } from './output';
import { hasRoom, readAgainLater } from './postponed';
import { readBack, type Delivery } from './readBack';
import { readWanted } from './settings';

type Items = INodeExecutionData[];

/** What came of a delivery. */
export interface Handled {
	/** The event is with n8n, or will be, or is none. */
	ok: boolean;
	/** What this delivery brings to n8n: maybe others' events too, maybe nothing. */
	items: Items;
	/** What it brings some seconds later. */
	later?: Promise<Items>;
}

const batchesOf = new Map<string, ReturnType<typeof createBatches<Delivery, Items>>>();

/** A delivery in production: with all others that are waiting. */
export async function handle(context: IWebhookFunctions, delivery: Delivery): Promise<Handled> {
	const recent = await openNotebook(context, recentAccountMark);
	if (recent.hasSeen(delivery.id)) return { ok: true, items: [] };
	const { end, result: items = [] } = await readWithOthers(context, delivery);
	if (end !== 'left') return { ok: end === 'settled', items };

	const notebook = await openNotebook(context);
	const event = await lookUp(context, notebook, delivery.id).catch(() => 'unknown' as const);
	if (typeof event === 'object') items.push(...toItems([event], readWanted(context)));
	if (event !== 'postponed') return { ok: event !== 'unknown', items };

	if (!hasRoom(context)) return { ok: false, items };
	const read = () => readWithOthers(context, delivery);
	// Should n8n end before that, a later reading brings what is real, if there are such readings.
	const comesAnyway = readCare(context).catchUp && notebook.recall()?.listedUpTo !== undefined;
	return { ok: comesAnyway, items: [], later: readAgainLater(context, items, read) };
}

async function readWithOthers(
	context: IWebhookFunctions,
	delivery: Delivery,
): Promise<Ending<Items>> {
	const care = readCare(context);
	const wanted = readWanted(context);
	return await batchesFor(context).join(delivery, async (all) => {
		const notebook = await openNotebook(context);
		const { events, unlisted } = await readBack(context, notebook, all, care);
		return { result: toItems(events, wanted), left: new Set(unlisted) };
	});
}

function batchesFor(context: IWebhookFunctions) {
	const key = triggerKey(context);
	const batches = batchesOf.get(key) ?? createBatches<Delivery, Items>();
	batchesOf.set(key, batches);
	return batches;
}
