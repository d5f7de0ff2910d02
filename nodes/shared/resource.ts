import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from './router';

/** A resource as the router needs it: the fields of all its operations, and the operations by value. */
export interface Resource {
	properties: INodeProperties[];
	operations: Record<string, Operation>;
}

/** The field Operation of a resource, of which each option names one operation. */
interface OperationField<Name extends string> extends INodeProperties {
	displayOptions: { show: { resource: [string] } };
	options: Array<INodePropertyOptions & { value: Name }>;
}

/**
 * A resource: its field Operation, and an operation for each of that field's options. An option without
 * an operation, or an operation without an option, does not compile. The fields of each operation are
 * shown for it alone.
 *
 * @param field written out as a literal, because n8n's lint rules read it
 */
export function defineResource<const Name extends string>(
	field: OperationField<Name>,
	operations: Record<NoInfer<Name>, Operation>,
): Resource {
	const [resource] = field.displayOptions.show.resource;
	const fields = Object.entries<Operation>(operations).flatMap(([operation, { fields }]) =>
		fields.map((one) => showFor(resource, operation, one)),
	);
	return { properties: [field, ...fields], operations };
}

const showFor = (resource: string, operation: string, field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: {
		...field.displayOptions,
		show: { ...field.displayOptions?.show, resource: [resource], operation: [operation] },
	},
});

/** The properties of all resources, to follow the node's field Resource. */
export const propertiesOf = (resources: Record<string, Resource>): INodeProperties[] =>
	Object.values(resources).flatMap(({ properties }) => properties);
