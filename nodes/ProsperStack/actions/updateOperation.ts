import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../shared/router';
import { locate, readLocated, type Locatable } from '../api/locate';
import { updateProperties } from '../api/properties';
import { readPick } from '../fields/locators';
import { propertyFields } from '../fields/properties';
import { readChanges } from '../fields/propertyChanges';

/**
 * Makes the operation Update of a subscriber or a subscription. The API can change custom
 * properties only (ProsperStack API reference). All input is checked before anything is changed. If
 * an item has nothing to change, no update is sent and the record is output as it is.
 */
export const updateOf = (kind: Locatable, locator: INodeProperties): Operation => ({
	kind: 'write',
	fields: [locator, ...propertyFields(kind.entity)],
	async execute(context, itemIndex, client) {
		const pick = readPick(context, itemIndex, locator.name, locator.displayName);
		const changes = await readChanges(context, itemIndex, client, kind.entity);
		if (Object.keys(changes).length === 0) {
			client.hint(
				'Some items had no property to change. Nothing was sent for them; their records come out as they are.',
			);
			return await readLocated(context, itemIndex, client, kind, pick);
		}
		const { id } = await locate(context, itemIndex, client, kind, pick);
		return await updateProperties(client, kind.path, id, changes, kind.entity, itemIndex);
	},
});
