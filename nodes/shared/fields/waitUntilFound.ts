import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { asNodeError, inputError } from '../errors';
import type { Client } from '../transport/client';
import { readCollection } from './collections';

const LABEL = 'Wait Until It Exists (Seconds)';

/** For the collection Options of an operation that reads one record. */
export const waitUntilFoundOption: INodeProperties = {
	displayName: LABEL,
	name: 'waitUntilFound',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 20,
	description:
		'How long to ask again for a record that the service does not know yet, such as one that was created a moment ago. Without this option it is asked once.',
};

/** The first pauses between two readings, in milliseconds; then always the last of them. */
const PAUSES_MS = [2_000, 4_000, 6_000, 8_000];

/**
 * What `read` gives. With `waitUntilFoundOption`, a record that is not found is read again until it is
 * found or the time is over.
 *
 * @throws what `read` throws at last
 */
export async function readUntilFound<T>(
	context: IExecuteFunctions,
	itemIndex: number,
	client: Client,
	read: () => Promise<T>,
): Promise<T> {
	let leftMs = readSeconds(context, itemIndex) * 1000;
	for (let tries = 0; ; tries++) {
		try {
			return await read();
		} catch (error) {
			if (leftMs <= 0 || !isNotFound(error)) throw asNodeError(context.getNode(), error, itemIndex);
		}
		const pause = Math.min(leftMs, PAUSES_MS[tries] ?? Math.max(...PAUSES_MS));
		leftMs -= pause;
		await client.wait(pause);
	}
}

const isNotFound = (error: unknown) => error instanceof NodeApiError && error.httpCode === '404';

function readSeconds(context: IExecuteFunctions, itemIndex: number): number {
	const { waitUntilFound = 0 } = readCollection(context, itemIndex, 'options');
	const seconds = waitUntilFound === '' ? NaN : Number(waitUntilFound);
	if (seconds >= 0) return seconds;
	throw inputError(
		context.getNode(),
		itemIndex,
		`${LABEL} must be a number of seconds of at least 0, not “${String(waitUntilFound)}”`,
	);
}
