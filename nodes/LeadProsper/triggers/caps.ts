import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { isObject } from '../../shared/json';
import { whoIs, type Party } from './parties';

/** One limit of a buyer or supplier, on leads or on budget. */
export interface Cap {
	owner: Party;
	kind: 'leads' | 'budget';
	/** Such as `day`, `week`, `month`, `total`. */
	type: string;
	limit: number;
	used: number;
	/** `campaign:kind:id:kind of cap:type:how many of this type came before` */
	key: string;
}

/** Without caps the service answers an empty list. A limit of 0 or none has no percentage. */
export function capsOf(owner: Party): Cap[] {
	const { caps } = owner.party;
	if (!isObject(caps)) return [];
	return (['leads', 'budget'] as const).flatMap((kind) => {
		const list: unknown = caps[kind];
		const ofType = new Map<string, number>();
		return (Array.isArray(list) ? list.filter(isObject) : []).flatMap((entry) => {
			const type = String(entry.type);
			const nth = ofType.get(type) ?? 0;
			ofType.set(type, nth + 1);
			const [limit, used] = [Number(entry.limit), Number(entry.used)];
			if (!(limit > 0) || Number.isNaN(used)) return [];
			return [{ owner, kind, type, limit, used, key: `${owner.key}:${kind}:${type}:${nth}` }];
		});
	});
}

export const typeIn = (capKey: string) => capKey.split(':')[4];

export const isReached = ({ used, limit }: Cap, percentage: number) =>
	used * 100 >= limit * percentage;

/** Less than half of what `isReached` asks for. */
export const isHalfEmpty = ({ used, limit }: Cap, percentage: number) =>
	used * 200 < limit * percentage;

const PERIODS: Record<string, string> = {
	day: 'yyyy-MM-dd',
	// That a week begins on Monday is a guess.
	week: "kkkk-'W'WW",
	month: 'yyyy-MM',
};

/** The period that a cap of this type counts now: `2026-03-12`, `2026-W11`, `2026-03`, `total`. */
export const periodOf = (type: string, now: number, zone: string) =>
	type in PERIODS ? DateTime.fromMillis(now, { zone }).toFormat(PERIODS[type]) : type;

export const toRecord = ({ owner, kind, type, limit, used }: Cap, period: string): IDataObject => ({
	...whoIs(owner),
	cap: kind,
	type,
	period,
	limit,
	used,
	percentage: Math.round((used / limit) * 1000) / 10,
});
