import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { isTestLead } from '../api/leads';

/** The statuses of leads that the user can filter by, in the node and in the trigger. */
export const LEAD_STATUSES = [
	{ name: 'Accepted', value: 'accepted' },
	{ name: 'Duplicated', value: 'duplicated' },
	{ name: 'Error', value: 'error' },
] satisfies INodePropertyOptions[];

/** The choices of the filter Test Leads, in the node and in the trigger. */
export const TEST_LEADS = [
	{ name: 'Exclude', value: 'exclude', description: 'Only real leads' },
	{ name: 'Include', value: 'include', description: 'Real leads and test leads' },
	{ name: 'Only', value: 'only', description: 'Only test leads' },
] satisfies INodePropertyOptions[];

/** Whether a lead passes the filter Test Leads. @param choice the value of one of `TEST_LEADS` */
export const fitsTestLeads = (lead: IDataObject, choice: string) =>
	choice === 'include' || isTestLead(lead) === (choice === 'only');
