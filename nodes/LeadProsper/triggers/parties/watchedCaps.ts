import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { isCounted, percentOf, readCaps, type CountedCap } from '../../api/caps';
import { whoIs, type Party } from './readParties';

/** A cap of a buyer or supplier, as it is remembered. */
export interface WatchedCap extends CountedCap {
	owner: Party;
	/** `campaign:kind:id:kind of cap:type:how many of this type came before` */
	key: string;
}

/** Those that have a percentage. */
export const capsOf = (owner: Party): WatchedCap[] =>
	readCaps(owner.party)
		.filter(isCounted)
		.map((cap) => ({
			...cap,
			owner,
			key: [owner.key, cap.kind, cap.type, cap.nth].join(':'),
		}));

export const typeIn = (capKey: string) => capKey.split(':').at(4) ?? '';

/** Less than half of what `isReached` asks for. */
export const isHalfEmpty = ({ used, limit }: WatchedCap, percentage: number) =>
	used * 200 < limit * percentage;

const PERIODS: Record<string, string> = {
	day: 'yyyy-MM-dd',
	// That a week begins on Monday is a guess.
	week: "kkkk-'W'WW",
	month: 'yyyy-MM',
};

/** The period that a cap of this type counts now: `2026-03-12`, `2026-W11`, `2026-03`, `total`. */
export const periodOf = (type: string, now: number, zone: string) =>
	PERIODS[type] ? DateTime.fromMillis(now, { zone }).toFormat(PERIODS[type]) : type;

export const capRecord = (cap: WatchedCap, period: string): IDataObject => ({
	...whoIs(cap.owner),
	cap: cap.kind,
	type: cap.type,
	period,
	limit: cap.limit,
	used: cap.used,
	percentage: percentOf(cap),
});
