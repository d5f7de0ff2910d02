import type { IDataObject } from 'n8n-workflow';
import { asObject, isObject } from '../../../shared/json';
import type { Watch } from '../watch';
import { isChosen } from '../watchedCampaigns';
import { campaignIn } from './readParties';
import { isHalfEmpty, periodOf, typeIn, type WatchedCap } from './watchedCaps';

/** When a cap was last put out, or was found reached as the user began to watch it. */
interface Told extends IDataObject {
	period: string;
	limit: number;
}

/** By the caps' keys. */
type ToldCaps = Record<string, Told>;

const HOUR_MS = 60 * 60_000;

/** So long into a period a cap can still show what was used in the last one. How long is a guess. */
const LATE_RESET_MS = HOUR_MS;

/**
 * Whoever polls more seldom may see a cap only in the first hour of a day: it would wait for ever.
 * With half a day at most, there is a later poll in the same day.
 */
const OFTEN_MS = 12 * HOUR_MS;

/**
 * What is remembered of the caps that the user still watches. One that is not listed for once is not
 * forgotten as long as its period lasts.
 */
export function stillTold(watch: Watch, remembered: unknown, listed: WatchedCap[]): ToldCaps {
	const keys = new Set(listed.map(({ key }) => key));
	const lasts = (key: string, { period }: Told) =>
		keys.has(key) || period >= periodAt(watch, typeIn(key), LATE_RESET_MS);
	return Object.fromEntries(
		Object.entries(asObject(remembered))
			.filter((entry): entry is [string, Told] => isObject(entry[1]))
			.filter(([key, told]) => isChosen(watch, campaignIn(key)) && lasts(key, told)),
	);
}

/**
 * Whether a cap that is not reached any more can be reached again within its period: it was reset, or
 * its limit is another one. A few returned leads are no reset.
 */
export const isArmedAgain = (cap: WatchedCap, { limit }: Told, percentage: number) =>
	isHalfEmpty(cap, percentage) || cap.limit !== limit;

/**
 * Whether a cap that is reached is so in a later period than the one it was told for. In a period's
 * first hour it may not have been reset yet: one that is full then without having been seen empty
 * waits until the hour is over.
 */
export function isLaterPeriod(
	watch: Watch,
	memory: IDataObject | undefined,
	{ type }: WatchedCap,
	told: Told,
): boolean {
	const isOften = watch.now - Number(memory?.polledAt) < OFTEN_MS;
	// Later, and not only another one: n8n's clock can be set back. Periods sort as texts.
	return periodAt(watch, type, isOften ? LATE_RESET_MS : 0) > told.period;
}

const periodAt = ({ now, timezone }: Watch, type: string, ago: number) =>
	periodOf(type, now - ago, timezone);
