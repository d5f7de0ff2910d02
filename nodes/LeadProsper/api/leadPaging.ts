import type { IDataObject } from 'n8n-workflow';
import { followCursors, FULL_PAGE, type Paging } from '../../shared/pages';

/** A time in milliseconds since 1970, as `search_after` and `lead_date_ms` have it. */
const asTime = (text: unknown): number | undefined =>
	/^\d{11,14}$/.test(String(text)) ? Number(text) : undefined;

const timeOf = ({ lead_date_ms: time }: IDataObject) => asTime(time);

/** Fewer leads may be out of order by chance. */
const ENOUGH_TO_TELL = 5;

/** Whether a page shows that the oldest leads come first. */
export function isOldestFirst(leads: IDataObject[]): boolean {
	const times = leads.map(timeOf).filter((time) => time !== undefined);
	if (times.length < ENOUGH_TO_TELL) return false;
	const steps = times.slice(1).map((time, index) => time - (times[index] ?? time));
	const count = (isStep: (step: number) => boolean) => steps.filter(isStep).length;
	return count((step) => step > 0) > count((step) => step < 0);
}

/**
 * Goes through a list of leads, newest first, by its cursor: the time of the last lead that was read.
 *
 * Whether a page begins with the leads of that very millisecond or after them is not documented, and
 * several leads can share it. So each page is asked for from one millisecond later than that
 * time: leads that came already are left out, and none is passed over either way. Where that brings
 * nothing new, the list is asked for from the time itself and then from one millisecond earlier. A cursor that is no time is followed as it is.
 *
 * @param onGap told the time where a whole page of leads shares one millisecond: if there are more of
 *   them, no cursor leads to the others
 */
export function followTimes(onGap: (time: number) => void): Paging {
	const followAsGiven = followCursors();
	let reached: number | undefined;
	let offset = 0;
	let gap: number | undefined;

	return (page) => {
		const { records, next, hasNewId } = page;
		const time = asTime(next);
		if (time === undefined) return followAsGiven(page);
		const isFurther = reached === undefined || time < reached;
		if (isFurther) reached = time;
		const at = reached ?? time;
		if (isFurther || hasNewId) {
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
		return { cursor: String(at + offset) };
	};
}
