import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { inTurn } from './inTurn';
import { createClient, type Client } from './request';
import type { Service } from './service';

/** One operation as the user sees it: its fields, and what it does for one input item. */
export interface Operation {
	fields: INodeProperties[];
	/**
	 * `read`: several items a few at a time. `write`: one item after another, and none after one has
	 * failed, unless the user chose to continue.
	 */
	kind: 'read' | 'write';
	execute(
		context: IExecuteFunctions,
		itemIndex: number,
		client: Client,
	): Promise<IDataObject | IDataObject[]>;
}

/** A resource: the fields of all its operations, and the operations by value. */
export interface Resource {
	properties: INodeProperties[];
	operations: Record<string, Operation>;
}

/** How many items of a read are under way at once. */
const READS_AT_ONCE = 4;

/**
 * Runs the chosen operation for every input item. Output comes in input order, and each output item
 * points to the input item that it came from.
 */
export async function runOperation(
	context: IExecuteFunctions,
	service: Service,
	resources: Record<string, Resource>,
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context, resources);
	const client = createClient(context, service);
	const outputs: INodeExecutionData[][] = [];

	async function runItem(itemIndex: number) {
		try {
			const result = await operation.execute(context, itemIndex, client);
			outputs[itemIndex] = [result]
				.flat()
				.map((json) => ({ json, pairedItem: { item: itemIndex } }));
		} catch (error) {
			const failure = asNodeError(context, error, itemIndex);
			if (!context.continueOnFail()) throw failure;
			outputs[itemIndex] = [errorItem(failure, itemIndex)];
		}
	}

	const count = context.getInputData().length;
	await inTurn(count, operation.kind === 'read' ? READS_AT_ONCE : 1, runItem);
	for (const message of client.hints()) {
		context.addExecutionHints({ message, type: 'info', location: 'outputPane' });
	}
	return [outputs.flat()];
}

function chosenOperation(
	context: IExecuteFunctions,
	resources: Record<string, Resource>,
): Operation {
	const resource = context.getNodeParameter('resource', 0) as string;
	const name = context.getNodeParameter('operation', 0) as string;
	const operation = resources[resource]?.operations[name];
	if (!operation) {
		throw new NodeOperationError(
			context.getNode(),
			`This version of the node has no operation “${name}” for “${resource}”`,
			{ description: 'Open the node and choose the resource and the operation again.' },
		);
	}
	return operation;
}

type NodeFailure = NodeApiError | NodeOperationError;

function asNodeError(context: IExecuteFunctions, error: unknown, itemIndex: number): NodeFailure {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	return new NodeOperationError(context.getNode(), error as JsonObject & Error, { itemIndex });
}

/**
 * The error in place of the item's output. One key, `error`: this is how n8n recognises what goes to
 * the error output, where it adds the input item's own fields.
 */
function errorItem({ message, description }: NodeFailure, itemIndex: number): INodeExecutionData {
	const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
	return {
		json: { error: description ? `${sentence} ${description}` : message },
		pairedItem: { item: itemIndex },
	};
}
