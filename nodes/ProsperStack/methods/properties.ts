import type {
	FieldType,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';
import { createClient, IN_THE_EDITOR } from '../../shared/transport/client';
import { readProperties, type Entity } from '../api/properties';
import { prosperStack } from '../api/service';

/** n8n's field type for each type of property. All other types are shown as text. */
const FIELD_TYPES: Record<string, FieldType> = {
	boolean: 'boolean',
	date: 'dateTime',
	number: 'number',
};

const readIn = async (context: ILoadOptionsFunctions, entity: Entity) =>
	await readProperties(createClient(context, prosperStack, IN_THE_EDITOR), entity);

/** The account's properties as fields to map. */
const mapperFields = (entity: Entity) =>
	async function (this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		const properties = await readIn(this, entity);
		// With Map Automatically the editor shows the notice also where there are fields.
		if (properties.length === 0) return { fields: [], emptyFieldsNotice: noneText(entity) };
		return {
			fields: properties.map(({ key, name, type }) => ({
				id: key,
				displayName: name,
				type: FIELD_TYPES[type] ?? 'string',
				required: false,
				display: true,
				defaultMatch: false,
				canBeUsedToMatch: false,
			})),
		};
	};

const noneText = (entity: Entity) =>
	`The account has no ${entity} properties yet. Create one in ProsperStack, or with this node: Property, Create.`;

/** The account's properties as a list to choose from. */
const keyOptions = (entity: Entity) =>
	async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const properties = await readIn(this, entity);
		return properties.map(({ key, name }) => ({ name, value: key, description: key }));
	};

export const getSubscriberProperties = mapperFields('subscriber');
export const getSubscriptionProperties = mapperFields('subscription');

export const getSubscriberPropertyKeys = keyOptions('subscriber');
export const getSubscriptionPropertyKeys = keyOptions('subscription');
