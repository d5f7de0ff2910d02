import type { TriggerEvent } from '../event';
import { pollLeads } from './pollLeads';
import { NO_LEAD, sampleLead } from './sampleLead';
import { readWatchFilter } from './watchFilter';

/**
 * Leads that came in, each exactly once. A lead may show up in the service later than its own time
 * says. It is still found if the delay is shorter than Overlap Minutes; otherwise it is missed.
 *
 * A lead that does not pass the filter is not remembered. If its status changes to a wanted one
 * while polls still read it, it comes out then.
 */
export const newLead: TriggerEvent = {
	async poll(watch, memory, beginFrom) {
		const { status, keeps, key } = readWatchFilter(watch);
		const shape = watch.leadShape();
		return await pollLeads(watch, memory, {
			beginFrom,
			windowMs: watch.number('overlapMinutes', 'Overlap Minutes', 60, 1) * 60_000,
			status,
			filter: key,
			markLength: 0,
			judge(lead, known, isOld) {
				if (!keeps(lead)) return {};
				const isNew = known === undefined && !isOld;
				return { mark: '', output: isNew ? shape(lead) : undefined };
			},
		});
	},
	async sample(watch) {
		const shape = watch.leadShape();
		const lead = await sampleLead(watch, readWatchFilter(watch));
		return lead && shape(lead);
	},
	nothing: NO_LEAD,
};
