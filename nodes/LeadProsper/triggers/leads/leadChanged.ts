import type { TriggerEvent } from '../event';
import { changedParts, isReturned, LEAD_PARTS, MARK_LENGTH, markOf } from './leadState';
import { pollLeads } from './pollLeads';
import { NO_LEAD, sampleLead } from './sampleLead';
import { readWatchFilter } from './watchFilter';

const HOUR_MS = 60 * 60_000;

/**
 * Leads whose status, buyers' results or return changed since a poll saw them last. The service has
 * no filter for that, so each poll reads all leads of the window. Several changes between two polls
 * come as one.
 *
 * A lead that is seen for the first time is only remembered; one that is returned already has
 * certainly changed, and comes. n8n does not save what a poll remembers unless it puts something out:
 * where n8n is restarted in between, leads seen since then are seen for the first time again, and a
 * change of their status or buyers at that very time is overlooked.
 */
export const leadChanged: TriggerEvent = {
	async poll(watch, memory) {
		const { keeps } = readWatchFilter(watch);
		const wanted = watch.chosen('leadChanges');
		return await pollLeads(watch, memory, {
			windowMs: watch.number('windowHours', 'Window Hours', 24, 1) * HOUR_MS,
			markLength: MARK_LENGTH,
			judge(lead, known, isOld) {
				const mark = markOf(lead);
				const first = !isOld && isReturned(lead) ? (['return'] as const) : [];
				const changed = known === undefined ? [...first] : changedParts(known, mark);
				const isWanted = changed.some((part) => wanted.length === 0 || wanted.includes(part));
				return { mark, record: isWanted && keeps(lead) ? { changed, ...lead } : undefined };
			},
		});
	},
	async sample(watch) {
		const lead = await sampleLead(watch, readWatchFilter(watch));
		const [first] = [...watch.chosen('leadChanges'), ...LEAD_PARTS];
		return lead && { changed: [first], ...lead };
	},
	nothing: NO_LEAD,
};
