import { defineResource } from '../../../shared/resource';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const property = defineResource(
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['property'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				description: 'Define a custom property of subscribers or subscriptions',
				action: 'Create property',
			},
			{
				name: 'Delete',
				value: 'delete',
				description: 'Delete a custom property; values already stored stay',
				action: 'Delete property',
			},
			{
				name: 'Get',
				value: 'get',
				description: 'Get the definition of a custom property',
				action: 'Get property',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				description: 'Get the custom properties that the account has defined',
				action: 'Get many properties',
			},
		],
		default: 'getAll',
	},
	{ create, delete: remove, get, getAll },
);
