import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { asNodeError } from '../../shared/errors';
import { filterText, readCollection } from '../../shared/fields/collections';
import { mayHaveBeenDone } from '../../shared/transport/failures';

const NAME = 'oncePerValue';
const LABEL = 'Once per Value';

/** For the collection Options of what must not be done twice. */
export const oncePerValueOption: INodeProperties = {
	displayName: LABEL,
	name: NAME,
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.submission_id }}',
	description:
		'What tells one from another, such as a form’s submission ID. This step does nothing for a value that it has handled before, also in another run.',
};

/** The status of what was not sent, because it was before. */
export const ALREADY_SENT = 'ALREADY_SENT';

/** n8n keeps so many values for a node, as hashes; older ones are forgotten. */
const KEPT = { mode: 'entries', maxEntries: 10_000 } as const;

/** n8n reads and writes all values of a node without a lock: so one call at a time. */
const lastCall = new Map<string, Promise<unknown>>();

async function oneAtATime<T>(context: IExecuteFunctions, call: () => Promise<T>): Promise<T> {
	const key = `${context.getWorkflow().id}:${context.getNode().id}`;
	const before = lastCall.get(key) ?? Promise.resolve();
	const calling = before.then(call, call);
	lastCall.set(key, calling);
	try {
		return await calling;
	} finally {
		if (lastCall.get(key) === calling) lastCall.delete(key);
	}
}

/**
 * Sends once for the value of `oncePerValueOption`. The value is recorded before it is sent, so that a
 * run that is repeated sends nothing. It is forgotten again where it is certain that nothing was done.
 *
 * @returns what `send` gives, or `{status: "ALREADY_SENT", message}`
 */
export async function sendOncePerValue(
	context: IExecuteFunctions,
	itemIndex: number,
	send: () => Promise<IDataObject>,
): Promise<IDataObject> {
	const options = readCollection(context, itemIndex, 'options');
	const value = filterText(context, itemIndex, options, NAME, LABEL);
	if (value === undefined) return await send();

	const { helpers } = context;
	const { processed } = await oneAtATime(
		context,
		async () => await helpers.checkProcessedAndRecord([value], 'node', KEPT),
	);
	if (processed.length > 0) {
		const message = `Already sent: this step has handled “${value}” before, and sent nothing now`;
		return { status: ALREADY_SENT, message };
	}
	try {
		return await send();
	} catch (error) {
		if (!mayHaveBeenDone(error)) {
			await oneAtATime(context, async () => await helpers.removeProcessed([value], 'node', KEPT));
		}
		throw asNodeError(context.getNode(), error, itemIndex);
	}
}
