import type { IDataObject } from 'n8n-workflow';
import type { NodeError } from './errors';

/** How many ids an error message names at most. */
const IDS_NAMED = 20;

/**
 * Adds to an error which items were carried out, which others failed, and which were not begun. n8n
 * shows no output of a node that fails, so the user would not know, and would run all items again.
 * Leads would be sold and billed twice.
 *
 * @param count how many input items there are
 * @param results by input item, what those that were carried out gave; the others are absent
 * @param failures of all items that failed, with this one
 */
export function sayWhatWasDone(
	failure: NodeError,
	count: number,
	results: IDataObject[][],
	failures: NodeError[],
) {
	const done = results.flatMap((records, itemIndex) => (records ? [itemIndex] : []));
	const sentences = [failure.description];
	if (done.length > 0) {
		const ids = done
			.flatMap((itemIndex) => results[itemIndex] ?? [])
			.map(({ lead_id: leadId, id }) => leadId ?? id)
			.filter((id) => id !== undefined);
		const named = ids.slice(0, IDS_NAMED).join(', ') + (ids.length > IDS_NAMED ? ', …' : '');
		sentences.push(
			`${itemsWere(done)} carried out before this${named ? ` (${named})` : ''}: run only the others again. To get the results of those that succeed, set On Error to Continue in the node’s Settings.`,
		);
	}
	for (const other of failures.filter((one) => one !== failure)) {
		const text = [
			`Item ${String(other.context.itemIndex)} failed, too: ${other.message}.`,
			other.description,
		];
		sentences.push(text.filter(Boolean).join(' '));
	}
	const begun = new Set([...done, ...failures.map(({ context: { itemIndex } }) => itemIndex)]);
	const left = Array.from({ length: count }, (_, itemIndex) => itemIndex).filter(
		(itemIndex) => !begun.has(itemIndex),
	);
	if (left.length > 0) sentences.push(`${itemsWere(left)} not begun.`);
	failure.description = sentences.filter(Boolean).join(' ');
}

const itemsWere = (indexes: number[]) =>
	indexes.length === 1 ? `Item ${inRanges(indexes)} was` : `Items ${inRanges(indexes)} were`;

/** `0 to 2, 5` for 0, 1, 2 and 5. */
function inRanges(numbers: number[]): string {
	const ranges: Array<[from: number, to: number]> = [];
	for (const number of numbers) {
		const last = ranges.at(-1);
		if (last && last[1] === number - 1) last[1] = number;
		else ranges.push([number, number]);
	}
	return ranges.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`)).join(', ');
}
