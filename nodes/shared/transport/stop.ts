import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { NodeError } from '../errors';

/** Which items are not served any more, because one before them has failed. */
export interface Stop {
	/** Nothing is sent any more for the items after this one. */
	after(itemIndex: number): void;
	/** Whether nothing is sent any more for this item. */
	isFor(itemIndex: number | undefined): boolean;
	/** The error of a request that is not sent therefore. */
	error(itemIndex?: number): NodeOperationError;
	/** Waits for the answer to a read. @throws as soon as the item is not served any more */
	orAnswer<T>(itemIndex: number | undefined, answer: Promise<T>): Promise<T>;
	/** Serves an item to the end of `run`, whatever fails meanwhile: something has been sent for it. */
	notDuring<T>(itemIndex: number | undefined, run: () => Promise<T>): Promise<T>;
}

export function createStop(node: INode): Stop {
	let last = Infinity;
	const finishing = new Set<number | undefined>();
	const waiting = new Set<() => void>();

	const isFor = (itemIndex: number | undefined) =>
		itemIndex !== undefined && itemIndex > last && !finishing.has(itemIndex);

	function error(itemIndex?: number) {
		const text = 'Not sent, because an item before this one has failed';
		const notSent = new NodeOperationError(node, text, { itemIndex });
		unsent.add(notSent);
		return notSent;
	}

	return {
		after(itemIndex) {
			last = Math.min(last, itemIndex);
			for (const look of waiting) look();
		},
		isFor,
		error,
		async orAnswer(itemIndex, answer) {
			let look = () => {};
			const stopped = new Promise<never>((_resolve, reject) => {
				look = () => {
					if (isFor(itemIndex)) reject(error(itemIndex));
				};
			});
			waiting.add(look);
			try {
				return await Promise.race([answer, stopped]);
			} finally {
				waiting.delete(look);
			}
		},
		async notDuring(itemIndex, run) {
			finishing.add(itemIndex);
			try {
				return await run();
			} finally {
				finishing.delete(itemIndex);
			}
		},
	};
}

/** Errors of requests that were not sent, because an item before their own has failed. */
const unsent = new WeakSet<object>();

/** Whether an error only says that a request was not sent, see `Stop`. */
export const isNotSent = (error: NodeError): boolean => unsent.has(error);
