import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { asNodeError, type NodeError } from './errors';
import { mapLimited } from './mapLimited';
import type { Resource } from './resource';
import { createClient, type Client } from './transport/client';
import type { Service } from './transport/service';

/** One operation as the user sees it: its fields, and what it does. */
export type Operation = ItemOperation | BatchOperation;

/** An operation that handles each input item by itself. */
export interface ItemOperation {
	fields: INodeProperties[];
	/**
	 * `read`: a few items are handled at the same time. `write`: items are handled one after another.
	 * After a failure no further item is started, unless the user chose to continue on errors.
	 */
	kind: 'read' | 'write';
	execute(
		context: IExecuteFunctions,
		itemIndex: number,
		client: Client,
	): Promise<IDataObject | IDataObject[]>;
	/**
	 * For a node with several outputs: the index of the output that a record goes to. It is called
	 * without a record to find the output for an error.
	 */
	outputOf?(context: IExecuteFunctions, itemIndex: number, record?: IDataObject): number;
}

/**
 * An operation that handles all input items together, because one request can serve several. It
 * only reads.
 */
export interface BatchOperation {
	fields: INodeProperties[];
	kind: 'batch';
	/** @returns for each input item, in input order, its records and its errors */
	executeAll(context: IExecuteFunctions, client: Client): Promise<Array<IDataObject | Error>[]>;
}

/** How many input items of a read are handled at the same time. */
const READS_AT_ONCE = 4;

/**
 * Runs the operation that the user chose, for every input item.
 *
 * @returns a list of items for each output of the node, in input order; each item points to the
 *   input item that it came from (`pairedItem`)
 * @throws NodeApiError or NodeOperationError of the first item that failed, unless the user chose
 *   to continue on errors
 */
export async function runOperation(
	context: IExecuteFunctions,
	service: Service,
	resources: Record<string, Resource>,
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context, resources);
	const client = createClient(context, service);
	const results: Placed[][] = [];

	const outputOf = (itemIndex: number, record?: IDataObject) =>
		'outputOf' in operation ? (operation.outputOf?.(context, itemIndex, record) ?? 0) : 0;

	function settle(itemIndex: number, records: Array<IDataObject | Error>) {
		results[itemIndex] = records.map((record) => {
			if (record instanceof Error) return failed(itemIndex, record);
			const item = { json: record, pairedItem: { item: itemIndex } };
			return { output: outputOf(itemIndex, record), item };
		});
	}

	/**
	 * The output item for an error.
	 *
	 * @throws the error, unless the user chose to continue on errors
	 */
	function failed(itemIndex: number, error: unknown): Placed {
		const failure = asNodeError(context.getNode(), error, itemIndex);
		if (!context.continueOnFail()) {
			if (operation.kind === 'write') sayWhatWasDone(failure, results);
			throw failure;
		}
		return { output: outputOf(itemIndex), item: errorItem(failure, itemIndex) };
	}

	async function runItem(one: ItemOperation, itemIndex: number) {
		try {
			settle(itemIndex, [await one.execute(context, itemIndex, client)].flat());
		} catch (error) {
			results[itemIndex] = [failed(itemIndex, error)];
		}
	}

	if (operation.kind === 'batch') {
		const all = await operation.executeAll(context, client);
		all.forEach((records, itemIndex) => settle(itemIndex, records));
	} else {
		const atOnce = operation.kind === 'read' ? READS_AT_ONCE : 1;
		await mapLimited(context.getInputData(), atOnce, (_item, index) => runItem(operation, index));
	}
	for (const message of client.hints()) {
		context.addExecutionHints({ message, type: 'info', location: 'outputPane' });
	}
	return toBranches(results.flat());
}

/** An output item, with the index of the output that it goes to. */
interface Placed {
	output: number;
	item: INodeExecutionData;
}

/** One list of items for each output. An output without items gets an empty list. */
function toBranches(placed: Placed[]): INodeExecutionData[][] {
	const branches: INodeExecutionData[][] = [[]];
	for (const { output, item } of placed) (branches[output] ??= []).push(item);
	return Array.from(branches, (branch) => branch ?? []);
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

/** How many ids an error message names at most. */
const IDS_NAMED = 20;

/**
 * Adds to an error which items were carried out before it. n8n shows no output of a node that
 * fails, so the user would not know, and would run all items again. Leads would be sold and billed
 * twice.
 */
function sayWhatWasDone(failure: NodeError, results: Placed[][]) {
	const done = results.length;
	if (done === 0) return;
	const ids = results
		.flat()
		.map(({ item: { json } }) => json.lead_id ?? json.id)
		.filter((id) => id !== undefined);
	const named = ids.slice(0, IDS_NAMED).join(', ') + (ids.length > IDS_NAMED ? ', …' : '');
	const items = done === 1 ? 'Item 0 was' : `Items 0 to ${done - 1} were`;
	failure.description = [
		failure.description,
		`${items} carried out before this${named ? ` (${named})` : ''}: run only the others again. To get the results of those that succeed, set On Error to continue in the node’s Settings.`,
	]
		.filter(Boolean)
		.join(' ');
}

/**
 * The output item for an input item that failed. It must have the single key `error`: that is how
 * n8n recognises an item for the error output. There n8n adds the fields of the input item.
 */
function errorItem({ message, description }: NodeError, itemIndex: number): INodeExecutionData {
	const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
	return {
		json: { error: description ? `${sentence} ${description}` : message },
		pairedItem: { item: itemIndex },
	};
}
