import { requiredText } from '../../../shared/fields/texts';
import type { Operation } from '../../../shared/router';
import { createOne } from '../../api/records';
import { PATHS } from '../../api/service';
import { ENTITIES } from '../../fields/choices';

const UNFORMATTED = 'none';

/** Defines a custom property. The API can't change one later. */
export const create: Operation = {
	kind: 'write',
	fields: [
		{
			displayName: 'Key',
			name: 'key',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. number_of_contacts',
			description: 'What programs call the property. It cannot be changed later.',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Number of contacts',
			description: 'What people read in ProsperStack',
		},
		{
			displayName: 'Entity',
			name: 'entity',
			type: 'options',
			options: ENTITIES,
			default: 'subscriber',
			description: 'What the property belongs to',
		},
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'Boolean', value: 'boolean' },
				{ name: 'Date', value: 'date' },
				{ name: 'Number', value: 'number' },
				{ name: 'Text', value: 'text' },
			],
			default: 'text',
			description: 'What values the property holds',
		},
		{
			displayName: 'Format',
			name: 'format',
			type: 'options',
			displayOptions: { show: { type: ['number'] } },
			options: [
				{ name: 'Currency', value: 'currency' },
				{ name: 'None', value: UNFORMATTED, description: 'As it is, without separators' },
				{ name: 'Number', value: 'number' },
			],
			default: 'number',
			description: 'How ProsperStack shows the number',
		},
	],
	async execute(context, itemIndex, client) {
		const text = (name: string, label: string) => requiredText(context, itemIndex, name, label);
		const type = text('type', 'Type');
		const body = {
			key: text('key', 'Key'),
			name: text('name', 'Name'),
			entity: text('entity', 'Entity'),
			type,
			...formatOf(type, () => text('format', 'Format')),
		};
		return await createOne(client, {
			path: PATHS.property,
			body,
			noun: 'property',
			itemIndex,
			isNew: ({ key, entity }) => key === body.key && entity === body.entity,
		});
	},
};

/** Only numbers have a format, and it is optional. */
function formatOf(type: string, readFormat: () => string): { format?: string } {
	const format = type === 'number' ? readFormat() : UNFORMATTED;
	return format === UNFORMATTED ? {} : { format };
}
