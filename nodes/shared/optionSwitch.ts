import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { checkBoolean } from './booleans';

/**
 * A switch that stands in a collection, such as Options.
 *
 * @param label the switch's name, for the message
 * @param standard its position where the user did not add it
 * @throws NodeOperationError where it was added and is neither true nor false
 */
export const optionSwitch = <T>(
	context: IExecuteFunctions,
	itemIndex: number,
	collection: IDataObject,
	name: string,
	label: string,
	standard: T,
): boolean | T =>
	name in collection
		? checkBoolean(context.getNode(), itemIndex, label, collection[name])
		: standard;
