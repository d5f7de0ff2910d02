import { clockMs } from './clock';
import type { Attempt } from './outcome';

/** Long enough to type a word, and too short for anybody to miss what is new. */
const KEPT_MS = 10_000;

/** Of the answers that are kept, the oldest are dropped. A list in the editor reads ten pages at most. */
const MOST_KEPT = 30;

const recent = new Map<string, { since: number; attempt: Promise<Attempt> }>();

/**
 * Serves what was read a moment ago: with each letter that somebody types into a list, the editor asks
 * for the whole list again.
 *
 * @param key all that decides about the answer: the account's key and address, and the whole request
 * @param send sends the request, where there is no recent answer, and none under way
 */
export async function recentAnswer(key: string, send: () => Promise<Attempt>): Promise<Attempt> {
	for (const [other, { since }] of recent) {
		if (clockMs() - since >= KEPT_MS || recent.size > MOST_KEPT) recent.delete(other);
	}
	const known = recent.get(key);
	if (known) return await known.attempt;
	const sent = { since: clockMs(), attempt: send() };
	recent.set(key, sent);
	let isGood = false;
	try {
		const attempt = await sent.attempt;
		isGood = 'response' in attempt && attempt.response.statusCode < 300;
		return attempt;
	} finally {
		if (!isGood && recent.get(key) === sent) recent.delete(key);
	}
}

/** For an answer that was no good, though its status was a success. */
export const forgetAnswer = (key: string) => void recent.delete(key);
