import type { IDataObject } from 'n8n-workflow';
import { asObject, isObject } from '../../../shared/json';
import type { Watch } from '../watch';
import { isChosen } from '../watchedCampaigns';
import { campaignIn } from './readParties';
import { isHalfEmpty, periodOf, typeIn, type WatchedCap } from './watchedCaps';

/**
 * The period and the limit for which a cap was last reported. A cap that was already reached when
 * the user began to watch it counts as reported.
 */
interface Told extends IDataObject {
	period: string;
	limit: number;
}

/** The reported caps, by their keys. */
type ToldCaps = Record<string, Told>;

const HOUR_MS = 60 * 60_000;

/**
 * For this long after the beginning of a period, a cap may still show what was used in the period
 * before, because Lead Prosper resets it late. The length is a guess.
 */
const LATE_RESET_MS = HOUR_MS;

/**
 * A full cap waits for the end of a day's first hour only if polls are this frequent: then there is
 * always a later poll on the same day. With rarer polls, every poll might fall into the first hour
 * of a day, and the cap would wait for ever.
 */
const OFTEN_MS = 12 * HOUR_MS;

/**
 * The reported caps that must stay remembered: those that the user still watches. A cap that is
 * missing from an answer of the service stays remembered until its period ends.
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
 * Whether a cap that is no longer reached may be reported again in the same period. It may if it
 * was reset or if its limit has changed. After a reset the use is less than half of what counts as
 * reached. A few returned leads lower the use too, but are no reset.
 */
export const isArmedAgain = (cap: WatchedCap, { limit }: Told, percentage: number) =>
	isHalfEmpty(cap, percentage) || cap.limit !== limit;

/**
 * Whether a reached cap belongs to a later period than the one for which it was last reported. In
 * the first hour of a period the cap may not have been reset yet, so it still counts for the period
 * before.
 */
export function isLaterPeriod(
	watch: Watch,
	memory: IDataObject | undefined,
	{ type }: WatchedCap,
	told: Told,
): boolean {
	const isOften = watch.now - Number(memory?.polledAt) < OFTEN_MS;
	// Not `!==`, because n8n's clock can be set back to an earlier period. Periods sort as texts.
	return periodAt(watch, type, isOften ? LATE_RESET_MS : 0) > told.period;
}

const periodAt = ({ now, timezone }: Watch, type: string, ago: number) =>
	periodOf(type, now - ago, timezone);
