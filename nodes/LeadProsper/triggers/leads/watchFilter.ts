import type { IDataObject } from 'n8n-workflow';
import { fitsTestLeads } from '../../fields/choices';
import type { Watch } from '../watch';

/** The user's filter for leads. */
export interface WatchFilter {
	/** The status to ask the service for, which takes only one; undefined for several or all. */
	status: string | undefined;
	/** Whether a lead passes the whole filter. */
	keeps(lead: IDataObject): boolean;
	/** A text for the user's choices. It changes when the choices change. */
	key: string;
}

/** Reads the filters Status and Test Leads. */
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
