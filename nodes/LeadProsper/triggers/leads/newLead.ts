import type { TriggerEvent } from '../event';
import { pollLeads } from './pollLeads';
import { NO_LEAD, sampleLead } from './sampleLead';
import { readWatchFilter } from './watchFilter';

/**
 * Leads that came in. Exactly once within the overlap: a lead that shows up later than that after
 * its time is not found any more.
 *
 * A lead that the filter leaves out is not remembered: if its status becomes one that is wanted while
 * it is in the window, it comes then.
 */
export const newLead: TriggerEvent = {
	async poll(watch, memory) {
		const { status, keeps, key } = readWatchFilter(watch);
		return await pollLeads(watch, memory, {
			windowMs: watch.number('overlapMinutes', 'Overlap Minutes', 60, 1) * 60_000,
			status,
			filter: key,
			markLength: 0,
			judge(lead, known, isOld) {
				if (!keeps(lead)) return {};
				const isNew = known === undefined && !isOld;
				return { mark: '', record: isNew ? lead : undefined };
			},
		});
	},
	sample: async (watch) => await sampleLead(watch, readWatchFilter(watch)),
	nothing: NO_LEAD,
};
