import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../../../../shared/transport/client';
import { ALREADY_SENT } from '../../../fields/oncePerValue';

/** So many reasons the hint names, each of so many characters at most. */
const MOST_REASONS = 3;
const LONGEST_REASON = 100;

/**
 * Counts an answer to Submit, Ping or Post. Where not all leads of a run were accepted, a hint on the
 * output panel says how many, and why the others were not: n8n shows a refused lead as a success.
 *
 * @param total how many leads the run has
 */
export function tally(client: Client, { status, message }: IDataObject, total: number): void {
	const name = message ? `${String(status)}: ${String(message)}` : String(status);
	client.hintNames('answers', [name], (_names, times) => tallyText(times, total));
}

/** @param answers each status, with the reason where there is one, and how often it came */
function tallyText(answers: ReadonlyMap<string, number>, total: number): string | undefined {
	const counts = new Map<string, number>();
	const errors: Array<[reason: string, count: number]> = [];
	for (const [name, count] of answers) {
		const [status = ''] = name.split(': ', 1);
		counts.set(status, (counts.get(status) ?? 0) + count);
		if (status === 'ERROR' && name !== status) errors.push([name.slice(status.length + 2), count]);
	}
	const {
		ACCEPTED = 0,
		DUPLICATED = 0,
		ERROR = 0,
		[ALREADY_SENT]: sent = 0,
		...others
	} = Object.fromEntries(counts);
	if (ACCEPTED === total) return undefined;
	const answered = [...counts.values()].reduce((sum, count) => sum + count, 0);
	const parts = [
		`${ACCEPTED} accepted`,
		`${DUPLICATED} duplicated`,
		`${ERROR} ${ERROR === 1 ? 'error' : 'errors'}${reasonsText(errors)}`,
		...(sent > 0 ? [`${sent} already sent`] : []),
		...Object.entries(others).map(([status, count]) => `${count} with another status (${status})`),
		...(answered < total ? [`${total - answered} without an answer`] : []),
	];
	return parts.join(', ');
}

function reasonsText(errors: Array<[reason: string, count: number]>): string {
	if (errors.length === 0) return '';
	const named = errors
		.slice(0, MOST_REASONS)
		.map(([reason, count]) => `${shortened(reason)}${count > 1 ? ` (${count} times)` : ''}`);
	const left = errors.length - named.length;
	if (left > 0) named.push(left === 1 ? 'and another' : `and ${left} others`);
	return `: ${named.join(', ')}`;
}

const shortened = (text: string) =>
	text.length > LONGEST_REASON ? `${text.slice(0, LONGEST_REASON)}…` : text;
