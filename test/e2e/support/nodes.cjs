const { inALine, START } = require('../../../n8n/steps.cjs');
const { outputsOf } = require('../../../n8n/workflows.cjs');

const packageName = 'n8n-nodes-prosper';

const credentialTypes = { leadProsper: 'leadProsperApi', prosperStack: 'prosperStackApi' };

/** As in `leadProsper lead.getAll`. */
const operationName = (type, { resource, operation }) => `${type} ${resource}.${operation}`;

/** n8n adds this choice to every node with a credential. */
const CUSTOM_API_CALL = '__CUSTOM_API_CALL__';

/** All operations that a node's description, as n8n shows it to the editor, offers. */
const operationsIn = ({ properties }) =>
	properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			displayOptions.show.resource.flatMap((resource) =>
				options
					.filter(({ value }) => value !== CUSTOM_API_CALL)
					.map(({ value }) => ({ resource, operation: value })),
			),
		);

/**
 * Our nodes in the running n8n: as a run of a workflow, and as the open panel of the editor.
 * @param {import('../../../n8n/stage.cjs').Stage} stage
 */
function nodesOf({ api, credentials }) {
	/** Names of the operations that were run. */
	const ran = new Set();

	const nodeOf = (type, parameters, settings) => ({
		id: 'node',
		name: 'Node',
		type: `${packageName}.${type}`,
		typeVersion: 1,
		position: [200, 0],
		parameters,
		credentials: { [credentialTypes[type]]: credentials[credentialTypes[type]] },
		...settings,
	});

	/**
	 * Runs one node in a workflow: Start, with the items pinned to it, then the node.
	 * @param {'leadProsper' | 'prosperStack'} type
	 * @param {object} parameters
	 * @param {{items?: object[], settings?: object}} [options] the JSON of the input items (default:
	 *   one empty item); settings of the node, such as `onError`
	 * @returns {Promise<NodeRun>}
	 *
	 * @typedef {object} NodeRun
	 * @property {string} status of the execution
	 * @property {object[]} items JSON of the items on the first output
	 * @property {object[][]} outputs the items of each output, with `pairedItem` and `error`
	 * @property {object | undefined} error of the node, else of the execution
	 * @property {object[]} hints shown on the output panel
	 */
	async function runNode(type, parameters, { items = [{}], settings } = {}) {
		ran.add(operationName(type, parameters));
		const node = nodeOf(type, parameters, settings);
		const workflow = await api.saveWorkflow({
			name: 'One node',
			...inALine([START, node]),
			pinData: { Start: items.map((json) => ({ json })) },
		});
		const execution = await api.run(workflow, START.name);
		const run = execution.data.resultData.runData[node.name]?.at(-1);
		const outputs = outputsOf(execution, node.name);
		return {
			status: execution.status,
			items: (outputs[0] ?? []).map(({ json }) => json),
			outputs,
			error: run?.error ?? execution.data.resultData.error,
			hints: run?.hints ?? [],
		};
	}

	/** What the editor asks for to fill the field `path` of the node's open panel. */
	const ask = (kind, type, { path, methodName, parameters = {}, ...more }) =>
		api.dynamicParameters(kind, {
			...more,
			path: `parameters.${path}`,
			methodName,
			node: nodeOf(type, parameters),
		});

	/** The description of one of our nodes, as n8n shows it to the editor. */
	const describeNode = async (type) =>
		(await api.nodeTypes()).find(({ name }) => name === `${packageName}.${type}`);

	return {
		ran,
		runNode,
		describeNode,
		/** @returns {Promise<{results: {name: string, value: string}[], paginationToken?: unknown}>} */
		listSearch: (type, question) => ask('resource-locator-results', type, question),
		/** @returns {Promise<{fields: object[]}>} */
		resourceMapperFields: (type, question) => ask('resource-mapper-fields', type, question),
		/** @returns {Promise<{name: string, value: string}[]>} */
		loadOptions: (type, question) => ask('options', type, question),
		/** The credential's own test, as the editor runs it when a credential is saved. */
		credentialTest: (type, data) => api.testCredential({ name: `Tested ${type}`, type, data }),
		/** The output schema of an operation, as the editor fetches it. */
		outputSchema: (type, resource, operation) =>
			api.outputSchema(`${packageName}.${type}`, '1.0.0', resource, operation),
	};
}

module.exports = { nodesOf, operationName, operationsIn };
