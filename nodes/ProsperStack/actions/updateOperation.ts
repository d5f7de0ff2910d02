import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Output } from '../../shared/fields/output';
import type { ItemOperation } from '../../shared/router';
import type { Client } from '../../shared/transport/client';
import { locate, readLocated, type Locatable } from '../api/locate';
import { readPropertiesOnce, shownValue, updateProperties } from '../api/properties';
import { readPick } from '../fields/locators';
import { propertyFields, propertyOptions } from '../fields/properties';
import { readChanges } from '../fields/propertyChanges';

/**
 * Makes the operation Update of a subscriber or a subscription. The API can change custom
 * properties only (ProsperStack API reference). All input is checked before anything is changed. If
 * an item has nothing to change, no update is sent and the record is output as it is.
 *
 * @param output what the user can choose about the output; without it records come out as the service
 *   gives them
 */
export const updateOperation = (
	kind: Locatable,
	locator: INodeProperties,
	output?: Output,
): ItemOperation => ({
	kind: 'update',
	recordOf: (context, itemIndex) =>
		readPick(context, itemIndex, locator.name, locator.displayName).value.toLowerCase(),
	fields: [
		locator,
		...propertyFields(kind.entity),
		...(output?.fields ?? []),
		propertyOptions(kind.entity),
	],
	async execute(context, itemIndex, client) {
		const node = context.getNode();
		const shape = output?.read(context, itemIndex, context.getTimezone());
		const pick = readPick(context, itemIndex, locator.name, locator.displayName);
		const changes = await readChanges(context, itemIndex, client, kind.entity, pick);
		if (Object.keys(changes).length === 0) {
			client.hint(
				'Some items had no property to change. Nothing was sent for them; their records come out as they are.',
			);
			const record = await readLocated(node, itemIndex, client, kind, pick);
			return shape?.(record) ?? record;
		}
		const { id } = await locate(node, itemIndex, client, kind, pick);
		const { path, entity } = kind;
		const updated = await updateProperties(client, path, id, changes, entity, itemIndex);
		const record = await clearWhatIsLeft(client, kind, id, changes, updated, itemIndex);
		return shape?.(record) ?? record;
	},
});

/**
 * That null clears a property is a guess: the reference's sentence on it is cut off after "an empty
 * string or". Where the answer shows that a property still has a value, an empty text is sent, for
 * properties of text only: in others the service takes it for a value (false, for one).
 *
 * @throws NodeApiError that names what could not be cleared
 */
async function clearWhatIsLeft(
	client: Client,
	{ entity, path }: Locatable,
	id: string,
	changes: IDataObject,
	updated: IDataObject,
	itemIndex: number,
): Promise<IDataObject> {
	const cleared = Object.keys(changes).filter((key) => changes[key] === null);
	const leftIn = (record: IDataObject) =>
		cleared.filter((key) => !isEmptyValue(shownValue(record, key)));
	if (leftIn(updated).length === 0) return updated;

	const properties = await readPropertiesOnce(client, entity, itemIndex);
	const isText = (key: string) => properties.some((one) => one.key === key && one.type === 'text');
	const texts = leftIn(updated).filter(isText);
	const emptied = Object.fromEntries(texts.map((key) => [key, '']));
	const record =
		texts.length > 0
			? await updateProperties(client, path, id, emptied, entity, itemIndex)
			: updated;
	const left = leftIn(record);
	if (left.length === 0) return record;
	const names = left.map((key) => `“${key}”`).join(', ');
	throw client.failure(
		{
			message: `${names} of ${entity} ${id} could not be cleared`,
			description: `ProsperStack took the update, and still shows the old value. Other properties of this item were set. Clear ${left.length === 1 ? 'it' : 'them'} in ProsperStack, or set a value that means none.`,
		},
		itemIndex,
	);
}

const isEmptyValue = (value: unknown) => value === undefined || value === null || value === '';
