import type { IDataObject } from 'n8n-workflow';
import { isReturned } from '../../api/sales';
import type { TriggerEvent } from '../event';
import { changedParts, LEAD_PARTS, MARK_LENGTH, markOf } from './leadState';
import { pollLeads } from './pollLeads';
import { NO_LEAD, sampleLead } from './sampleLead';
import { readWatchFilter } from './watchFilter';

const HOUR_MS = 60 * 60_000;

/** What comes out, with the parts that changed. */
const told = (changed: string[], output: IDataObject | IDataObject[]) =>
	[output].flat().map((item) => ({ changed, ...item }));

/**
 * Leads whose status, buyers' results or return changed between two polls. The service has no
 * filter for changes, so each poll reads all leads of the window. Several changes of a lead between
 * two polls come out as one.
 *
 * A lead that is read for the first time is remembered, but not output: it can't be compared yet.
 * Only if it is already returned is it output at once, because a return is always a change.
 *
 * n8n saves the memory only when a poll outputs something. After a restart of n8n, leads that were
 * first read after the last save count as never read. If their status or buyers change between the
 * last poll before the restart and the first poll after it, the change is missed.
 */
export const leadChanged: TriggerEvent = {
	async poll(watch, memory) {
		const { keeps } = readWatchFilter(watch);
		const shape = watch.leadShape();
		const wanted = watch.chosen('leadChanges');
		return await pollLeads(watch, memory, {
			windowMs: watch.number('windowHours', 'Window Hours', 24, 1) * HOUR_MS,
			markLength: MARK_LENGTH,
			judge(lead, known, isOld) {
				const mark = markOf(lead);
				const atFirstSight = !isOld && isReturned(lead) ? (['return'] as const) : [];
				const changed = known === undefined ? [...atFirstSight] : changedParts(known, mark);
				const isWanted = changed.some((part) => wanted.length === 0 || wanted.includes(part));
				return { mark, output: isWanted && keeps(lead) ? told(changed, shape(lead)) : undefined };
			},
		});
	},
	async sample(watch) {
		const shape = watch.leadShape();
		const lead = await sampleLead(watch, readWatchFilter(watch));
		const [first = 'status'] = [...watch.chosen('leadChanges'), ...LEAD_PARTS];
		return lead && told([first], shape(lead));
	},
	nothing: NO_LEAD,
};
