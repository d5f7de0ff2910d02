import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';

/** One cap: so many leads, or so much money, per period. */
interface Cap {
	/** `leads_day`, `budget_month` … */
	name: string;
	limit: number;
	used: number;
	percent: number;
}

/**
 * Caps as columns: `cap`, `cap_limit`, `cap_used` and `cap_percent` of the fullest (null without
 * caps), then `leads_day_limit`, `leads_day_used`, `leads_day_percent` … for each.
 *
 * @param caps as in a campaign: `{leads: [{limit, used, type}], budget: [...]}`; `used` is a text
 */
export function capColumns(caps: IDataObject): IDataObject {
	const all = Object.entries(caps).flatMap(([kind, list]) => readCaps(kind, list));
	const [fullest] = [...all].sort((a, b) => b.percent - a.percent);
	const columns: IDataObject = {
		cap: fullest?.name ?? null,
		cap_limit: fullest?.limit ?? null,
		cap_used: fullest?.used ?? null,
		cap_percent: fullest?.percent ?? null,
	};
	for (const { name, limit, used, percent } of all) {
		columns[`${name}_limit`] = limit;
		columns[`${name}_used`] = used;
		columns[`${name}_percent`] = percent;
	}
	return columns;
}

const readCaps = (kind: string, list: unknown): Cap[] =>
	(Array.isArray(list) ? list : []).filter(isObject).map(({ limit, used, type }) => {
		const [most, now] = [Number(limit), Number(used)];
		return {
			name: `${kind}_${String(type)}`,
			limit: most,
			used: now,
			// Nothing may come where the limit is 0, so such a cap is full.
			percent: most > 0 ? Math.round((now / most) * 1000) / 10 : 100,
		};
	});
