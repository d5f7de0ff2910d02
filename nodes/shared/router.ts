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

/** It does its work for one input item at a time. */
export interface ItemOperation {
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
	/**
	 * For a node that has several outputs: the index of the one that a record goes to, or an error,
	 * which has no record.
	 */
	outputOf?(context: IExecuteFunctions, itemIndex: number, record?: IDataObject): number;
}

/** It does its work for all input items together, where one request serves several. Reads only. */
export interface BatchOperation {
	fields: INodeProperties[];
	kind: 'batch';
	/** @returns for each input item, in input order, its records and the errors that it came to */
	executeAll(context: IExecuteFunctions, client: Client): Promise<Array<IDataObject | Error>[]>;
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

	/** @throws the error, unless the user chose to continue */
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

interface Placed {
	output: number;
	item: INodeExecutionData;
}

/** The items by output; one that gets none is empty. */
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

/** So many ids are named at most. */
const IDS_NAMED = 20;

/**
 * n8n shows no output of a node that fails, so what was carried out before would not be known, and
 * whoever runs everything again would do it twice: a lead would be sold and billed again.
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
 * The error in place of the item's output. One key, `error`: this is how n8n recognises what goes to
 * the error output, where it adds the input item's own fields.
 */
function errorItem({ message, description }: NodeError, itemIndex: number): INodeExecutionData {
	const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
	return {
		json: { error: description ? `${sentence} ${description}` : message },
		pairedItem: { item: itemIndex },
	};
}
