import type { IDataObject } from 'n8n-workflow';
import { followCursors, FULL_PAGE, type Paging } from '../../shared/pages';

/** A time in milliseconds since 1970, as `search_after` and `lead_date_ms` have it. */
const asTime = (text: unknown): number | undefined =>
	/^\d{11,14}$/.test(String(text)) ? Number(text) : undefined;

const timeOf = ({ lead_date_ms: time }: IDataObject) => asTime(time);

/** The list gives the newest leads first, as is documented, unless a page shows the opposite. */
function isOldestFirst(leads: IDataObject[]): boolean {
	const [first] = leads;
	const last = leads.at(-1);
	return first && last ? (timeOf(first) ?? 0) < (timeOf(last) ?? 0) : false;
}

/**
 * Goes through a list of leads by its cursor, which is the time of the last lead that was read.
 *
 * Whether a page begins with the leads of that very millisecond or after them is not documented, and
 * several leads can share it. So each page is asked for from one millisecond before that time in the
 * list's order: leads that came already are left out, and none is passed over either way. Where that
 * brings nothing new, the list is asked for from the time itself and then from the millisecond after
 * it, until it gets on. A cursor that is no time is followed as it is.
 *
 * @param onGap told the time where a whole page of leads shares one millisecond: if there are more of
 *   them, no cursor leads to the others
 */
export function followTimes(onGap: (time: number) => void): Paging {
	const followAsGiven = followCursors();
	let reached: number | undefined;
	let offset = 0;
	let toNewer = 1;
	let gap: number | undefined;

	return (page) => {
		const { records, next, hasNew } = page;
		const time = asTime(next);
		if (time === undefined) return followAsGiven(page);
		if (isOldestFirst(records)) toNewer = -1;

		const isFurther = reached === undefined || (reached - time) * toNewer > 0;
		if (isFurther) reached = time;
		const at = reached ?? time;
		if (isFurther || hasNew) {
			offset = 1;
		} else {
			const isFull = records.length >= FULL_PAGE;
			if (isFull && at !== gap && records.every((lead) => timeOf(lead) === at)) {
				gap = at;
				onGap(at);
			}
			offset--;
			if (offset < -1) return isFull ? 'stuck' : 'end';
		}
		return { cursor: String(at + offset * toNewer) };
	};
}
