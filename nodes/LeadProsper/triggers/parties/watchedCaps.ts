import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { percentOf } from '../../../shared/numbers';
import { isCounted, readCaps, type CountedCap } from '../../api/caps';
import { whoIs, type Party } from './readParties';

/** A cap of a buyer or supplier, with the key under which it is remembered. */
export interface WatchedCap extends CountedCap {
	owner: Party;
	/**
	 * `campaign:buyers or suppliers:id:kind of cap:type:number of earlier caps of this kind and type`
	 */
	key: string;
}

/** The caps of a buyer or supplier that have a percentage: those with a limit and a use. */
export const capsOf = (owner: Party): WatchedCap[] =>
	readCaps(owner.party)
		.filter(isCounted)
		.map((cap) => ({
			...cap,
			owner,
			key: [owner.key, cap.kind, cap.type, cap.nth].join(':'),
		}));

/** The cap's type in its key, such as `day`. */
export const typeIn = (capKey: string) => capKey.split(':').at(4) ?? '';

/** Whether less than half is used of what `isReached` asks for. */
export const isHalfEmpty = ({ used, limit }: WatchedCap, percentage: number) =>
	used * 200 < limit * percentage;

/** Luxon's formats for the periods of the types of caps. */
const PERIODS: Record<string, string> = {
	day: 'yyyy-MM-dd',
	// ISO weeks begin on Monday. That Lead Prosper's weeks do so too is a guess.
	week: "kkkk-'W'WW",
	month: 'yyyy-MM',
};

/**
 * The period that a cap of this type counts in: `2026-03-12`, `2026-W11`, `2026-03` or `total`.
 *
 * @param now in milliseconds since 1970
 */
export const periodOf = (type: string, now: number, zone: string) =>
	PERIODS[type] ? DateTime.fromMillis(now, { zone }).toFormat(PERIODS[type]) : type;

/** The record to output for a cap. @param period as `periodOf` gives it */
export const capRecord = (cap: WatchedCap, period: string): IDataObject => ({
	...whoIs(cap.owner),
	cap: cap.kind,
	type: cap.type,
	period,
	limit: cap.limit,
	used: cap.used,
	percentage: percentOf(cap.used, cap.limit),
});
