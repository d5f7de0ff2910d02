import { defineResource } from '../../../shared/resource';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getDebugLog } from './getDebugLog.operation';
import { getSummary } from './getSummary.operation';
import { ping } from './ping.operation';
import { post } from './post.operation';
import { returnOperation } from './return.operation';
import { submit } from './submit.operation';

export const lead = defineResource(
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['lead'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Get a lead with its data, its supplier and what each buyer said',
				action: 'Get lead',
			},
			{
				name: 'Get Debug Log',
				value: 'getDebugLog',
				description: 'Get the raw traffic with each buyer about leads younger than 90 days',
				action: 'Get debug logs of leads',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'Get many leads of one or several campaigns, or of the whole account',
				action: 'Get many leads',
			},
			{
				name: 'Get Summary',
				value: 'getSummary',
				description:
					'Count leads and add up their cost and revenue by campaign, supplier, buyer, sub-ID, status or reason',
				action: 'Get summary of leads',
			},
			{
				name: 'Ping',
				value: 'ping',
				description:
					'Ask what a lead would bring; map only the fields that are wanted before the sale',
				action: 'Ping lead',
			},
			{
				name: 'Post',
				value: 'post',
				description: 'Submit the lead of a ping that was accepted',
				action: 'Post pinged lead',
			},
			{
				name: 'Return',
				value: 'return',
				description: 'Take a sold lead back, with a reason',
				action: 'Return lead',
			},
			{
				name: 'Submit',
				value: 'submit',
				description: 'Submit a lead at once (direct post)',
				action: 'Submit lead',
			},
		],
		default: 'getAll',
	},
	{ get, getAll, getDebugLog, getSummary, ping, post, return: returnOperation, submit },
);
