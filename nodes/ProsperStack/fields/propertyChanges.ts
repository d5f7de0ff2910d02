import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../../shared/errors';
import { optionSwitch, readCollection } from '../../shared/fields/collections';
import { inputFields } from '../../shared/fields/input';
import { asText, textsIn } from '../../shared/fields/texts';
import { isObject } from '../../shared/json';
import type { Client } from '../../shared/transport/client';
import { readPropertiesOnce, type Entity, type Property } from '../api/properties';
import type { Picked } from './locators';
import { toPropertyValue } from './propertyValue';

/** JavaScript gives this name a meaning of its own. */
const NOT_SENDABLE = '__proto__';

interface Given {
	/** Each property's key, with the value as the user entered it or as it came in. */
	values: Array<[key: string, value: IDataObject[string]]>;
	/**
	 * True if the user named the keys in the node; false if they are the input item's field names.
	 */
	named: boolean;
}

/**
 * Reads the properties that the user wants to change.
 *
 * A property stays as it is if its value is undefined (the input item lacks the field) or a blank
 * text. With the option Clear When Empty, a blank text clears the property. A blank text itself is
 * never sent, because the service reads it as false for a boolean property.
 *
 * @param pick how the record was picked. With automatic mapping, the input field that it came from need
 *   not be a property.
 * @returns the changes as the API takes them: `{key: value}`, with null to clear a property. Empty
 *   if the item has nothing to change.
 * @throws NodeOperationError if no property was named, if the account does not have a property
 *   (unless Unknown Input Fields is Ignore), if a value does not fit the property's type, or if a
 *   property is both set and cleared
 */
export async function readChanges(
	context: IExecuteFunctions,
	itemIndex: number,
	client: Client,
	entity: Entity,
	pick: Picked,
): Promise<IDataObject> {
	const options = readCollection(context, itemIndex, 'options');
	const { values, named } = readGiven(context, itemIndex);
	const cleared = textsIn(options.clearProperties);
	const clearsEmpty = optionSwitch(
		context,
		itemIndex,
		options,
		'clearWhenEmpty',
		'Clear When Empty',
		false,
	);
	const node = context.getNode();
	const zone = context.getTimezone();
	const refuse = (message: string, description: string) =>
		inputError(node, itemIndex, message, description);

	if (values.length === 0 && cleared.length === 0) {
		throw refuse(
			'There is nothing to update',
			'Add at least one property and its value, or choose properties to clear.',
		);
	}

	if ([...values.map(([key]) => key), ...cleared].includes(NOT_SENDABLE)) {
		throw refuse(
			`A property with the key “${NOT_SENDABLE}” can’t be changed from n8n`,
			'n8n leaves out fields of this name when it sends a request. Nothing was changed.',
		);
	}

	const properties = await readPropertiesOnce(client, entity, itemIndex);
	const propertyOf = (key: string) => properties.find((property) => property.key === key);
	const ignoring = !named && options.unknownFields === 'ignore';
	const meant = ignoring ? [] : keysMeant({ values, named }, pick);
	const unknown = [...meant, ...cleared].filter((key) => !propertyOf(key));
	if (unknown.length > 0) throw refuse(...unknownText(unknown, properties, entity, named));

	const changes = new Map<string, IDataObject[string]>();
	for (const [key, value] of values) {
		const property = propertyOf(key);
		const isBlank = typeof value === 'string' && value.trim() === '';
		const isLeft = value === undefined || (isBlank && !clearsEmpty);
		if (!property || isLeft) continue;
		const clears = value === null || isBlank;
		changes.set(key, clears ? null : toPropertyValue(node, itemIndex, property, value, zone));
	}
	for (const key of cleared) {
		if (changes.has(key)) {
			throw refuse(
				`The property “${key}” is both set and cleared`,
				'Take it out of one of the two.',
			);
		}
		changes.set(key, null);
	}
	return Object.fromEntries(changes);
}

/** The keys that are meant as properties. */
function keysMeant({ values, named }: Given, pick: Picked): string[] {
	// An input field with the value that picked the record is there for that, such as its email.
	const picked = (value: unknown) => asText(value).toLowerCase() === pick.value.toLowerCase();
	return values.filter(([, value]) => named || !picked(value)).map(([key]) => key);
}

function readGiven(context: IExecuteFunctions, itemIndex: number): Given {
	// Reads all of `properties`. For the path `properties.value` n8n would convert the values itself:
	// "" would become 0, and null would be lost.
	const mapper: unknown = context.getNodeParameter('properties', itemIndex, {});
	if (!isObject(mapper)) return { values: [], named: true };
	if (mapper.mappingMode === 'autoMapInputData') {
		return { values: Object.entries(inputFields(context, itemIndex)), named: false };
	}
	const values = isObject(mapper.value) ? Object.entries(mapper.value) : [];
	// The editor stores null for a property that was added but not filled in. Only a null that comes
	// from an expression means that the user wants to clear the property.
	const raw: unknown = context.getNodeParameter(
		'properties.value',
		itemIndex,
		{},
		{ rawExpressions: true },
	);
	const untouched = (key: string) => isObject(raw) && raw[key] === null;
	return { values: values.filter(([key]) => !untouched(key)), named: true };
}

function unknownText(
	unknown: string[],
	properties: Property[],
	entity: Entity,
	named: boolean,
): [message: string, description: string] {
	const names = unknown.map((key) => `“${key}”`).join(', ');
	const account =
		properties.length > 0 ? `The account has: ${listed(properties)}.` : 'The account has none.';
	const advice = named
		? 'Check the key, or create the property first.'
		: 'Remove these fields before this node, or set Options, Unknown Input Fields to Ignore.';
	return [
		unknown.length === 1
			? `${names} is no ${entity} property`
			: `${names} are no ${entity} properties`,
		`${account} ${advice} Nothing was changed.`,
	];
}

const listed = (properties: Property[]) => properties.map(({ key }) => key).join(', ');
