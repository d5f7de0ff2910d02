import type { IDataObject } from 'n8n-workflow';
import { fitsTestLeads } from '../../fields/choices';
import type { Watch } from '../watch';

/** Which leads the user wants. */
export interface WatchFilter {
	/** What the service can filter by: one status. */
	status: string | undefined;
	keeps(lead: IDataObject): boolean;
	/** Another one for other choices. */
	key: string;
}

export function readWatchFilter(watch: Watch): WatchFilter {
	const statuses = watch.chosen('status').map((status) => status.toLowerCase());
	const [tests = 'include'] = watch.chosen('testLeads');
	return {
		status: statuses.length === 1 ? statuses[0] : undefined,
		keeps: (lead) =>
			(statuses.length === 0 || statuses.includes(String(lead.status).toLowerCase())) &&
			fitsTestLeads(lead, tests),
		key: [...statuses.sort(), tests].join(','),
	};
}
