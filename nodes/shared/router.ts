import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
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

/**
 * Calls `run` for 0 … count - 1, some at once. After a failure nothing new is started; what is
 * under way ends first, then the failure of the lowest index is thrown.
 */
async function inTurn(count: number, atOnce: number, run: (index: number) => Promise<void>) {
	const failures: Array<{ index: number; error: unknown }> = [];
	let next = 0;
	async function worker() {
		while (next < count && failures.length === 0) {
			const index = next++;
			await run(index).catch((error) => failures.push({ index, error }));
		}
	}
	await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
	failures.sort((a, b) => a.index - b.index);
	if (failures.length > 0) throw failures[0].error;
}

type NodeFailure = NodeApiError | NodeOperationError;

function asNodeError(context: IExecuteFunctions, error: unknown, itemIndex: number): NodeFailure {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	return new NodeOperationError(context.getNode(), error as JsonObject & Error, { itemIndex });
}

/** `error` makes n8n send the item to the error output, where there is one. */
function errorItem(error: NodeFailure, itemIndex: number): INodeExecutionData {
	const { message, description } = error;
	const httpCode = error instanceof NodeApiError ? error.httpCode : null;
	return {
		json: {
			error: message,
			...(description ? { description } : {}),
			...(httpCode ? { httpCode } : {}),
		},
		error,
		pairedItem: { item: itemIndex },
	};
}
