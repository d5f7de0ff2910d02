import type { INodeProperties } from 'n8n-workflow';
import { optionsOf } from '../../shared/fields/collections';
import type { Entity } from '../api/properties';

const METHODS = {
	subscriber: { mapper: 'getSubscriberProperties', keys: 'getSubscriberPropertyKeys' },
	subscription: { mapper: 'getSubscriptionProperties', keys: 'getSubscriptionPropertyKeys' },
};

/** The properties that Update is to change. `readChanges` reads them. */
export const propertyFields = (entity: Entity): INodeProperties[] => [
	{
		displayName: 'Properties',
		name: 'properties',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		description: `The custom properties of the ${entity} to change`,
		typeOptions: {
			resourceMapper: {
				resourceMapperMethod: METHODS[entity].mapper,
				// With 'update' the editor would ask for columns to match on. The API has none.
				mode: 'add',
				valuesLabel: 'Values to Update',
				fieldWords: { singular: 'property', plural: 'properties' },
				// The editor sets every boolean property that it shows to false. If it showed all of them,
				// an update would also change those that the user never touched.
				addAllFields: false,
				multiKeyMatch: false,
				supportAutoMap: true,
			},
		},
	},
	{
		// A notice, because the editor shows no description of a field to map.
		displayName:
			'Properties that you do not add stay as they are. An empty value leaves a property as it is, null (from an expression or an input field) clears it; so does the option Clear Property Names or IDs.',
		name: 'propertiesNotice',
		type: 'notice',
		default: '',
	},
];

/** How Update is to change them; `readChanges` reads this too. */
export const propertyOptions = (entity: Entity): INodeProperties =>
	optionsOf([
		{
			displayName: 'Clear Property Names or IDs',
			name: 'clearProperties',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: METHODS[entity].keys },
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			hint: 'These properties are emptied. From an expression: their keys.',
		},
		{
			displayName: 'Clear When Empty',
			name: 'clearWhenEmpty',
			type: 'boolean',
			default: false,
			description:
				'Whether an empty text clears the property, as for the empty cells of a sheet. When off, it leaves the property as it is.',
		},
		{
			displayName: 'Unknown Input Fields',
			name: 'unknownFields',
			type: 'options',
			displayOptions: { show: { '/properties.mappingMode': ['autoMapInputData'] } },
			options: [
				{
					name: 'Ignore',
					value: 'ignore',
					description: 'Leave out what is no property',
				},
				{
					name: 'Stop With an Error',
					value: 'error',
					description: 'Name them, so that a misspelled property does not go unnoticed',
				},
			],
			default: 'error',
			description: `What to do with input fields that are no ${entity} property`,
		},
	]);
