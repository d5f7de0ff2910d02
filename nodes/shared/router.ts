import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { asNodeError, inputError, type NodeError } from './errors';
import { mapLimited } from './mapLimited';
import { putsOutErrors } from './onFailure';
import type { Resource } from './resource';
import { createClient, type Client } from './transport/client';
import { MOST_AT_ONCE } from './transport/rateLimit';
import type { Service } from './transport/service';
import { isNotSent } from './transport/stop';
import { sayWhatWasDone } from './whatWasDone';

/** One operation as the user sees it: its fields, and what it does. */
export type Operation = ItemOperation | BatchOperation;

/** An operation that handles each input item by itself. */
export interface ItemOperation {
	fields: INodeProperties[];
	/**
	 * `read` and `update`: several items are handled at the same time, as many as the service welcomes.
	 * `write`: one item after another. After a failure no further item is started, unless the user chose
	 * to continue on errors.
	 */
	kind: 'read' | 'update' | 'write';
	/**
	 * Of a `write`: doing it again for the same items does no harm. All others refuse to run with n8n's
	 * Retry On Fail, which runs all items again when one has failed.
	 */
	isRepeatable?: boolean;
	/** Of a `write`: how many items at the same time, where the user chose more than one. */
	atOnce?(context: IExecuteFunctions): number;
	/** Of an `update`: names the record that is changed. Items with the same name keep their order. */
	recordOf?(context: IExecuteFunctions, itemIndex: number): string;
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

/**
 * Runs the operation that the user chose, for every input item.
 *
 * @returns a list of items for each output of the node, in input order; each item points to the
 *   input item that it came from (`pairedItem`)
 * @throws NodeApiError or NodeOperationError of the first item that failed, unless errors are put out,
 *   see `putsOutErrors`
 */
export async function runOperation(
	context: IExecuteFunctions,
	service: Service,
	resources: Record<string, Resource>,
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context, service, resources);
	const client = createClient(context, service);
	const results: Placed[][] = [];
	const failures: NodeError[] = [];

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
	 * @throws the error, unless errors are put out
	 */
	function failed(itemIndex: number, error: unknown): Placed {
		const failure = asNodeError(context.getNode(), error, itemIndex);
		if (!putsOutErrors(context)) throw failure;
		return { output: outputOf(itemIndex), item: errorItem(failure, itemIndex) };
	}

	async function runItem(one: ItemOperation, itemIndex: number) {
		try {
			refuseRetries(context, one, itemIndex);
			settle(itemIndex, [await one.execute(context, itemIndex, client)].flat());
		} catch (error) {
			const failure = asNodeError(context.getNode(), error, itemIndex);
			if (!putsOutErrors(context)) client.stopAfter(itemIndex);
			if (!isNotSent(failure)) failures.push(failure);
			results[itemIndex] = [failed(itemIndex, failure)];
		}
	}

	if (operation.kind === 'batch') {
		const all = await operation.executeAll(context, client);
		all.forEach((records, itemIndex) => settle(itemIndex, records));
	} else {
		const inOrder = inOrderOfRecords(context, operation, (index) => runItem(operation, index));
		try {
			await mapLimited(context.getInputData(), itemsAtOnce(context, operation), inOrder);
		} catch (error) {
			const failure = asNodeError(context.getNode(), error);
			if (operation.kind !== 'read') {
				const done = results.map((placed) => placed.map(({ item: { json } }) => json));
				sayWhatWasDone(failure, context.getInputData().length, done, failures);
			}
			throw failure;
		}
	}
	for (const message of client.hints()) {
		context.addExecutionHints({ message, type: 'info', location: 'outputPane' });
	}
	return toBranches(results.flat());
}

function itemsAtOnce(context: IExecuteFunctions, { kind, atOnce }: ItemOperation): number {
	return kind === 'write' ? (atOnce?.(context) ?? 1) : MOST_AT_ONCE;
}

/** Runs items, so that those which change the same record do it one after another, in input order. */
function inOrderOfRecords(
	context: IExecuteFunctions,
	{ recordOf }: ItemOperation,
	run: (itemIndex: number) => Promise<void>,
): (item: unknown, itemIndex: number) => Promise<void> {
	if (!recordOf) return async (_item, itemIndex) => await run(itemIndex);
	const nameOf = (itemIndex: number) => {
		try {
			return recordOf(context, itemIndex);
		} catch {
			// The item itself says what is wrong with its input.
			return `item ${itemIndex}`;
		}
	};
	const last = new Map<string, Promise<void>>();
	return async (_item, itemIndex) => {
		const record = nameOf(itemIndex);
		const before = last.get(record);
		// Where the one before fails, this one is not begun.
		const running = before ? before.then(async () => await run(itemIndex)) : run(itemIndex);
		last.set(record, running);
		await running;
	};
}

/** @throws NodeOperationError for an operation that is not to be done twice, with n8n's Retry On Fail */
function refuseRetries(
	context: IExecuteFunctions,
	{ kind, isRepeatable }: ItemOperation,
	itemIndex: number,
) {
	const node = context.getNode();
	if (kind !== 'write' || isRepeatable || !node.retryOnFail) return;
	throw inputError(
		node,
		itemIndex,
		'Retry On Fail is on, and this step must not be done twice',
		'n8n runs all items again when one fails, also those that were carried out. Switch it off in the node’s Settings. Nothing was sent.',
	);
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

/** The resource or operation Custom API Call, which n8n adds to every node. */
const CUSTOM_API_CALL = '__CUSTOM_API_CALL__';

function chosenOperation(
	context: IExecuteFunctions,
	service: Service,
	resources: Record<string, Resource>,
): Operation {
	const resource = String(context.getNodeParameter('resource', 0));
	const name = String(context.getNodeParameter('operation', 0, ''));
	if (resource === CUSTOM_API_CALL || name === CUSTOM_API_CALL) {
		throw new NodeOperationError(
			context.getNode(),
			'A custom API call is made with the HTTP Request node',
			{
				description: `Add an HTTP Request node. Under Authentication choose Predefined Credential Type, then ${service.name} API and the credential that you use here: it sends the key along.`,
			},
		);
	}
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
