import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { isTestLead } from '../api/leads';

/** What the node and the trigger let the user choose leads by. */
export const LEAD_STATUSES = [
	{ name: 'Accepted', value: 'accepted' },
	{ name: 'Duplicated', value: 'duplicated' },
	{ name: 'Error', value: 'error' },
] satisfies INodePropertyOptions[];

export const TEST_LEADS = [
	{ name: 'Exclude', value: 'exclude', description: 'Only real leads' },
	{ name: 'Include', value: 'include', description: 'Real leads and test leads' },
	{ name: 'Only', value: 'only', description: 'Only test leads' },
] satisfies INodePropertyOptions[];

/** @param choice one of `TEST_LEADS` */
export const fitsTestLeads = (lead: IDataObject, choice: string) =>
	choice === 'include' || isTestLead(lead) === (choice === 'only');
