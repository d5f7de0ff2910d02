import type { IDataObject } from 'n8n-workflow';

/**
 * What a ping answers. It comes in with the item of the post that follows, where it took the place of
 * fields of the same name, so under these names nothing of the input is the lead's.
 */
const PING_ANSWER = new Set(['status', 'code', 'message', 'ping_id', 'payout', 'bids']);

/** Takes the ping's answer out of an input item of Post. `answered`: the names that it had. */
export function splitPingAnswer(input: IDataObject): { rest: IDataObject; answered: string[] } {
	const entries = Object.entries(input);
	return {
		rest: Object.fromEntries(entries.filter(([name]) => !PING_ANSWER.has(name))),
		answered: Object.keys(input).filter((name) => PING_ANSWER.has(name)),
	};
}
