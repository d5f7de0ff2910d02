import type { IDataObject } from 'n8n-workflow';

/**
 * The fields of a ping's answer. They are part of the input item when Post follows Ping. There they
 * have replaced any lead fields of the same name, so Post can't take lead data from these fields.
 */
const PING_ANSWER = new Set(['status', 'code', 'message', 'ping_id', 'payout', 'bids']);

/**
 * Takes the ping's answer out of an input item of Post.
 *
 * @returns `rest`: the other fields. `answered`: the names of the fields that were taken out.
 */
export function splitPingAnswer(input: IDataObject): { rest: IDataObject; answered: string[] } {
	const entries = Object.entries(input);
	return {
		rest: Object.fromEntries(entries.filter(([name]) => !PING_ANSWER.has(name))),
		answered: Object.keys(input).filter((name) => PING_ANSWER.has(name)),
	};
}
