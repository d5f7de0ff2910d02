import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation } from './router';

/** A resource for the router: the fields to show, and the operations by their option's value. */
export interface Resource {
	properties: INodeProperties[];
	operations: Record<string, Operation>;
}

/** The field Operation of a resource. Each of its options stands for one operation. */
interface OperationField<Name extends string> extends INodeProperties {
	displayOptions: { show: { resource: [string] } };
	options: Array<INodePropertyOptions & { value: Name }>;
}

/**
 * Makes a resource from its field Operation and one operation for each option of that field. An
 * option without an operation does not compile, nor does an operation without an option. The fields
 * of an operation are shown only when that operation is chosen.
 *
 * @param field a literal, because n8n's lint rules must be able to read it
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

/** Resource and operation come first: at a value that is an expression n8n asks no further. */
const showFor = (resource: string, operation: string, field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: {
		...field.displayOptions,
		show: { resource: [resource], operation: [operation], ...field.displayOptions?.show },
	},
});

/** The fields of all resources. They belong after the node's field Resource. */
export const propertiesOf = (resources: Record<string, Resource>): INodeProperties[] =>
	Object.values(resources).flatMap(({ properties }) => properties);
