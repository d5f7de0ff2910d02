import type { IDataObject } from 'n8n-workflow';
import { isObject, objectsIn } from '../../shared/json';
import { percentOf } from '../../shared/numbers';

/** One cap of a buyer or supplier: so many leads, or so much money, per period. */
export interface Cap {
	/** `leads` or `budget`. */
	kind: string;
	/** Such as `day`, `week`, `month`, `total`. */
	type: string;
	/** How many caps of this kind and type came before. */
	nth: number;
	/** Null where it is no number. */
	limit: number | null;
	used: number | null;
}

/** A cap of which a share can be used: without a limit, or with one of 0, there is none. */
export interface CountedCap extends Cap {
	limit: number;
	used: number;
}

export const isCounted = (cap: Cap): cap is CountedCap =>
	cap.limit !== null && cap.limit > 0 && cap.used !== null;

export const isReached = ({ used, limit }: { used: number; limit: number }, percentage: number) =>
	used * 100 >= limit * percentage;

/**
 * All caps of a buyer or supplier, as in a campaign: `{leads: [{limit, used, type}], budget: [...]}`,
 * where `used` is a text, or an empty list without caps.
 */
export function readCaps({ caps }: IDataObject): Cap[] {
	if (!isObject(caps)) return [];
	return Object.entries(caps).flatMap(([kind, list]) => capsOfKind(kind, list));
}

function capsOfKind(kind: string, list: unknown): Cap[] {
	const ofType = new Map<string, number>();
	return objectsIn(list).map((entry) => {
		const type = String(entry.type);
		const nth = ofType.get(type) ?? 0;
		ofType.set(type, nth + 1);
		return { kind, type, nth, limit: numberIn(entry.limit), used: numberIn(entry.used) };
	});
}

function numberIn(value: unknown): number | null {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text === '' || Number.isNaN(Number(text)) ? null : Number(text);
}

/**
 * Caps as columns: `cap`, `cap_limit`, `cap_used` and `cap_percent` of the fullest (null where none is
 * counted), then `leads_day_limit`, `leads_day_used`, `leads_day_percent` … for each. Of several of one
 * kind and type the fullest is shown.
 */
export function capColumns(party: IDataObject): IDataObject {
	const caps = fullestByName(readCaps(party));
	const [fullest] = [...caps.values()].filter(isCounted).sort((a, b) => shareOf(b) - shareOf(a));
	const columns: IDataObject = {
		cap: fullest ? nameOf(fullest) : null,
		cap_limit: fullest?.limit ?? null,
		cap_used: fullest?.used ?? null,
		cap_percent: fullest ? percentOf(fullest.used, fullest.limit) : null,
	};
	for (const [name, cap] of caps) {
		columns[`${name}_limit`] = cap.limit;
		columns[`${name}_used`] = cap.used;
		columns[`${name}_percent`] = isCounted(cap) ? percentOf(cap.used, cap.limit) : null;
	}
	return columns;
}

function fullestByName(caps: Cap[]): Map<string, Cap> {
	const byName = new Map<string, Cap>();
	for (const cap of caps) {
		const other = byName.get(nameOf(cap));
		if (!other || shareOf(cap) > shareOf(other)) byName.set(nameOf(cap), cap);
	}
	return byName;
}

/** `leads_day`, `budget_month` … */
const nameOf = ({ kind, type }: Cap) => `${kind}_${type}`;

const shareOf = (cap: Cap) => (isCounted(cap) ? cap.used / cap.limit : -1);
