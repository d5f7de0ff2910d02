import { clockMs } from './clock';

/** Long work says in n8n's log how far it is, so often. */
const EVERY_MS = 10_000;

/** How far a run is, for n8n's log. */
export interface Progress {
	/** A request was answered. @param answer what was read from it: a list, a page, or one record */
	answered(answer: unknown): void;
	/** Call it again and again while something waits. @param until in milliseconds since 1970 */
	waiting(until: number): void;
}

/** @param say writes a line into n8n's log */
export function createProgress(say: (line: string) => void): Progress {
	let saidAt = clockMs();
	let requests = 0;
	let records = 0;

	function tell(more = '') {
		if (clockMs() - saidAt < EVERY_MS) return;
		saidAt = clockMs();
		say(`${counted(requests, 'request')} answered, ${counted(records, 'record')} so far${more}`);
	}

	return {
		answered(answer) {
			requests++;
			records += countOf(answer);
			tell();
		},
		waiting(until) {
			const time = new Date(until).toISOString().slice(11, 19);
			tell(`; waiting until ${time} UTC`);
		},
	};
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Both services' pages are read as `{records, …}`. */
function countOf(answer: unknown): number {
	if (Array.isArray(answer)) return answer.length;
	const isPage = typeof answer === 'object' && answer !== null && 'records' in answer;
	return isPage && Array.isArray(answer.records) ? answer.records.length : 1;
}
