/**
 * n8n's own engine, without database and editor: the built package is loaded by n8n-core's package
 * loader, and its nodes run by WorkflowExecute and the contexts that n8n itself uses.
 */
const { cpSync, mkdirSync, rmSync } = require('node:fs');
const path = require('node:path');

// n8n-core reads these when it is loaded. Several of jest's workers run at the same time.
const worker = process.env.JEST_WORKER_ID ?? '1';
const userFolder = path.join(__dirname, '..', '..', '..', '.cache', 'engine', worker);
mkdirSync(userFolder, { recursive: true });
process.env.N8N_USER_FOLDER ??= userFolder;
process.env.N8N_ENCRYPTION_KEY ??= 'engine-tests';
process.env.N8N_LOG_LEVEL ??= 'silent';
process.env.N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS ??= 'false';
require('reflect-metadata');
const { Container } = require('@n8n/di');
const core = require('n8n-core');
const { NodeHelpers, Workflow, createRunExecutionData } = require('n8n-workflow');
const { createAdditionalData } = require('./additionalData.cjs');
const { CredentialsHelper } = require('./credentialsHelper.cjs');

const PACKAGE_DIR = path.resolve(__dirname, '../../..');

/** @type {import('n8n-workflow').INodeType} */
const startNode = {
	description: {
		displayName: 'Start',
		name: 'start',
		description: 'Puts out what it is given',
		group: ['trigger'],
		version: 1,
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

/**
 * @typedef {object} NodeRun
 * @property {string} status of the execution
 * @property {object[]} items the JSON of the items: a list for each output
 * @property {object} raw the items by output, with `pairedItem` and `error`; undefined if it didn't run
 * @property {object} error of the node, else of the execution
 * @property {object[]} hints shown on the output panel
 * @property {string[]} logged warnings in n8n's log
 * @property {string[]} informed what else it has told n8n's log
 * @property {number} ms how long it took
 *
 * @typedef {object} TriggerOptions
 * @property {object} [workflow] of the call before, to keep its static data
 * @property {object} [node] settings of the node
 * @property {string} [timezone] of the workflow
 * @property {object} [staticData] of the workflow
 * @property {import('n8n-workflow').WorkflowExecuteMode} [mode]
 *
 * @typedef {Awaited<ReturnType<typeof createEngine>>} Engine
 */

/**
 * @param {object} [options]
 * @param {Record<string, object>} [options.credentials] their data ({apiKey, baseUrl}) by id; a node
 * names one by `{credentials: {<type>: {id}}}`
 * @param {string} [options.packageDir] from `copyPackage`
 */
async function createEngine({ credentials = {}, packageDir = PACKAGE_DIR } = {}) {
	const loader = new core.PackageDirectoryLoader(packageDir);
	await loader.loadAll();

	/** @returns {import('n8n-workflow').INodeType | import('n8n-workflow').IVersionedNodeType} */
	const getByName = (type) => {
		if (type === 'test.start') return startNode;
		const entry = loader.nodeTypes[type.replace(`${loader.packageName}.`, '')];
		if (!entry) throw new Error(`The package has no node ${type}`);
		return entry.type;
	};
	const nodeTypes = {
		getByName,
		/** @param {number} [version] the newest by default */
		getByNameAndVersion: (type, version) =>
			NodeHelpers.getVersionedNodeType(getByName(type), version),
		getKnownTypes: () => ({}),
	};
	const credentialTypes = Object.fromEntries(
		Object.entries(loader.credentialTypes).map(([name, { type }]) => [name, type]),
	);
	const credentialsHelper = new CredentialsHelper(credentialTypes, credentials);
	const additionalData = (extra) => createAdditionalData(credentialsHelper, extra);

	/**
	 * A node as it is saved in a workflow.
	 * @param {string} type without the package's name
	 * @param {object} parameters
	 * @param {Partial<import('n8n-workflow').INode>} [options] name, credentials, onError, webhookId …
	 * @returns {import('n8n-workflow').INode}
	 */
	function makeNode(type, parameters, options = {}) {
		const { version } = NodeHelpers.getVersionedNodeType(getByName(type)).description;
		return {
			id: 'node',
			name: 'Node',
			type: `${loader.packageName}.${type}`,
			typeVersion: Math.max(...[version].flat()),
			position: [200, 0],
			parameters,
			...options,
		};
	}

	/**
	 * @param {import('n8n-workflow').INode[]} nodes
	 * @param {import('n8n-workflow').IConnections} [connections]
	 * @param {{ staticData?: import('n8n-workflow').IDataObject, timezone?: string }} [options]
	 */
	const makeWorkflow = (nodes, connections = {}, options = {}) =>
		new Workflow({
			id: 'workflow',
			name: 'workflow',
			nodes,
			connections,
			active: false,
			nodeTypes,
			staticData: options.staticData,
			settings: { executionOrder: 'v1', timezone: options.timezone ?? 'America/New_York' },
		});

	/** Runs `work` with the expression isolate that newer n8n-workflow versions want. */
	async function withExpressions(workflow, work) {
		await workflow.expression.acquireIsolate?.();
		try {
			return await work();
		} finally {
			await workflow.expression.releaseIsolate?.();
		}
	}

	/**
	 * As n8n's webhook service makes it.
	 * @param {import('n8n-workflow').INodeType} nodeType
	 * @param {string} name of the webhook, a POST
	 * @returns {import('n8n-workflow').IWebhookData}
	 */
	function webhookData(workflow, node, nodeType, data, name) {
		const description = nodeType.description.webhooks?.find((webhook) => webhook.name === name);
		if (description?.httpMethod !== 'POST') throw new Error(`${node.type} has no webhook ${name}`);
		const { httpMethod, path: hookPath, isFullPath } = description;
		return {
			httpMethod,
			node: node.name,
			path: NodeHelpers.getNodeWebhookPath(workflow.id, node, hookPath, isFullPath === true),
			webhookDescription: description,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: data,
			webhookId: node.webhookId,
		};
	}

	/** Does `work` in the context in which n8n calls a node's methods. */
	async function withMethodContext(type, parameters, options, work) {
		const node = makeNode(type, parameters, options);
		const workflow = makeWorkflow([node], {}, options);
		const nodeType = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const data = additionalData({ currentNodeParameters: parameters });
		const context = new core.LoadOptionsContext(workflow, node, data, options.path ?? '');
		return await withExpressions(workflow, () => work(context, nodeType));
	}

	return {
		/** How often the nodes have read a credential. */
		credentialReadings: () => credentialsHelper.readings,
		loader,
		nodeTypes,
		makeNode,
		makeWorkflow,

		/** Stops a timer of n8n's that would keep jest from ending. */
		close() {
			const file = 'execution-engine/ssh-clients-manager.js';
			const dist = path.dirname(require.resolve('n8n-core'));
			Container.get(require(path.join(dist, file)).SSHClientsManager).onShutdown();
		},

		/**
		 * Start -> node.
		 * @param {string} type
		 * @param {object} parameters
		 * @param {Partial<import('n8n-workflow').INode> & RunOptions} [options] with settings of the node
		 * @returns {Promise<NodeRun>}
		 *
		 * @typedef {object} RunOptions
		 * @property {object[]} [items] the JSON of the input items; one empty item by default
		 * @property {number} [cancelAfterMs] the user presses Stop
		 * @property {string} [timezone] of the workflow
		 */
		async runNode(type, parameters, { items = [{}], cancelAfterMs, timezone, ...options } = {}) {
			/** @type {import('n8n-workflow').INode} */
			const start = {
				id: 'start',
				name: 'Start',
				type: 'test.start',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			};
			const node = makeNode(type, parameters, options);
			/** @type {import('n8n-workflow').IConnections} */
			const connections = { Start: { main: [[{ node: node.name, type: 'main', index: 0 }]] } };
			const workflow = makeWorkflow([start, node], connections, { timezone });
			const input = items.map((json, item) => ({ json, pairedItem: { item } }));
			const first = { node: start, data: { main: [input] }, source: null };
			const data = createRunExecutionData({ executionData: { nodeExecutionStack: [first] } });
			const logger = Container.get(require('@n8n/backend-common').Logger);
			/** @type {string[]} */
			const logged = [];
			/** @type {string[]} */
			const informed = [];
			const { warn, info } = logger;
			logger.warn = (message, ...more) => {
				logged.push(message);
				warn.call(logger, message, ...more);
			};
			logger.info = (message, ...more) => {
				informed.push(message);
				info.call(logger, message, ...more);
			};
			const began = Date.now();
			const running = new core.WorkflowExecute(
				additionalData(),
				'manual',
				data,
			).processRunExecutionData(workflow);
			if (cancelAfterMs !== undefined) setTimeout(() => running.cancel(), cancelAfterMs);
			const run = await running;
			Object.assign(logger, { warn, info });
			const nodeRun = run.data.resultData.runData[node.name]?.at(-1);
			return {
				status: run.status,
				items: nodeRun?.data?.main?.map((branch) => branch?.map(({ json }) => json)) ?? [],
				raw: nodeRun?.data?.main,
				error: nodeRun?.error ?? run.data.resultData.error,
				hints: nodeRun?.hints ?? [],
				logged,
				informed,
				ms: Date.now() - began,
			};
		},

		/**
		 * A method that the editor calls.
		 * @param {'listSearch' | 'loadOptions' | 'resourceMapping'} kind
		 * @param {string} name
		 * @param {string} type of the node
		 * @param {object} parameters of the node
		 * @param {unknown[]} [args] of the method
		 * @param {Partial<import('n8n-workflow').INode> & { path?: string, timezone?: string }} [options]
		 * settings of the node; `path`: of the parameter; `timezone`: of the workflow
		 * @returns {Promise<any>}
		 */
		async callMethod(kind, name, type, parameters, args = [], options = {}) {
			return await withMethodContext(type, parameters, options, (context, { methods }) => {
				const method = methods?.[kind]?.[name];
				if (!method) throw new Error(`${type} has no ${kind} ${name}`);
				return Reflect.apply(method, context, args);
			});
		},

		/**
		 * The texts of the notices that the panel of a node shows.
		 * @param {string} type
		 * @param {object} parameters what is filled in, without defaults
		 */
		notices(type, parameters) {
			const { description } = nodeTypes.getByNameAndVersion(makeNode(type, {}).type);
			return description.properties
				.filter((property) => property.type === 'notice')
				.filter((property) =>
					NodeHelpers.displayParameter(parameters, property, { typeVersion: 1 }, description),
				)
				.map(({ displayName }) => displayName);
		},

		/**
		 * What n8n shows below a node on the canvas.
		 * @param {string} type
		 * @param {object} parameters
		 */
		async subtitle(type, parameters) {
			const node = makeNode(type, parameters);
			const workflow = makeWorkflow([node]);
			const { subtitle } = nodeTypes.getByNameAndVersion(node.type).description;
			return await withExpressions(workflow, () =>
				workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {}),
			);
		},

		/**
		 * For what the package does beside its nodes: a context as the methods of a node have it.
		 * @param {string} type of the node
		 * @param {Partial<import('n8n-workflow').INode>} options settings of the node
		 * @param {(context: import('n8n-workflow').ILoadOptionsFunctions) => Promise<any>} work
		 * @returns {Promise<any>} what it gives
		 */
		inContext: (type, options, work) => withMethodContext(type, {}, options, work),

		/**
		 * Webhook life cycle of a trigger.
		 * @param {string} type
		 * @param {'checkExists' | 'create' | 'delete'} method
		 * @param {object} parameters
		 * @param {TriggerOptions & HookOptions} [options]
		 *
		 * @typedef {object} HookOptions
		 * @property {'default' | 'setup'} [webhook] its name
		 * @property {import('n8n-workflow').WorkflowActivateMode} [activation] why
		 * @property {boolean} [isTest] for the test address
		 */
		async runHook(type, method, parameters, options = {}) {
			const { webhook = 'default', mode = 'trigger', activation = 'activate' } = options;
			const node = makeNode(type, parameters, { webhookId: 'hook-id', ...options.node });
			const workflow = options.workflow ?? makeWorkflow([node], {}, options);
			const nodeType = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
			const data = additionalData();
			const hookData = {
				...webhookData(workflow, node, nodeType, data, webhook),
				isTest: options.isTest,
			};
			const context = new core.HookContext(workflow, node, data, mode, activation, hookData);
			const hook = nodeType.webhookMethods?.[webhook]?.[method];
			if (!hook) throw new Error(`${type} has no ${method} for its webhook ${webhook}`);
			const result = await withExpressions(workflow, () => hook.call(context));
			return { result, workflow, staticData: workflow.getStaticData('node', node) };
		},

		/**
		 * A delivery to a trigger's webhook(). `sent` is what it answered itself.
		 * @param {string} type
		 * @param {{ body?: unknown, rawBody?: Buffer, headers?: object, query?: object }} request
		 * @param {object} parameters
		 * @param {TriggerOptions & { onSend?: (sent: object) => void }} [options] `onSend` learns at once
		 * what it answers
		 */
		async deliver(type, request, parameters, options = {}) {
			const node = makeNode(type, parameters, { webhookId: 'hook-id', ...options.node });
			const workflow = options.workflow ?? makeWorkflow([node], {}, options);
			const nodeType = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
			/** @type {{ status?: number, body?: any, ended?: boolean }} */
			const sent = {};
			const answer = (body) => {
				Object.assign(sent, { body });
				options.onSend?.(sent);
				return httpResponse;
			};
			const httpResponse = {
				status: (code) => Object.assign(sent, { status: code }) && httpResponse,
				send: answer,
				json: answer,
				end: (body) =>
					Object.assign(sent, { body: body ?? sent.body, ended: true }) && httpResponse,
				setHeader: () => httpResponse,
			};
			const rawBody = request.rawBody ?? Buffer.from(JSON.stringify(request.body ?? {}));
			const httpRequest = {
				method: 'POST',
				headers: {},
				query: {},
				params: {},
				body: {},
				...request,
			};
			const data = additionalData({ httpRequest: { ...httpRequest, rawBody }, httpResponse });
			const hookData = webhookData(workflow, node, nodeType, data, 'default');
			const mode = options.mode ?? 'webhook';
			const { webhook } = nodeType;
			if (!webhook) throw new Error(`${type} has no webhook()`);
			const context = new core.WebhookContext(workflow, node, data, mode, hookData, [], null);
			const result = await withExpressions(workflow, () => webhook.call(context));
			return { ...result, sent, workflow, staticData: workflow.getStaticData('node', node) };
		},

		/**
		 * One poll; with mode 'manual' a test in the editor.
		 * @param {string} type
		 * @param {object} parameters
		 * @param {TriggerOptions} [options]
		 */
		async poll(type, parameters, options = {}) {
			const pollTimes = { item: [{ mode: 'everyMinute' }] };
			const node = makeNode(type, { pollTimes, ...parameters }, options.node);
			const workflow = options.workflow ?? makeWorkflow([node], {}, options);
			const nodeType = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
			const { poll } = nodeType;
			if (!poll) throw new Error(`${type} has no poll()`);
			const mode = options.mode ?? 'trigger';
			const context = new core.PollContext(workflow, node, additionalData(), mode, 'activate');
			const output = await withExpressions(workflow, () => poll.call(context));
			return {
				items: output?.[0]?.map(({ json }) => json) ?? null,
				workflow,
				staticData: workflow.getStaticData('node', node),
			};
		},
	};
}

/**
 * A copy of the built package: loaded from there, it shares nothing with the package itself, as in
 * another n8n process.
 * @returns {string} its folder
 */
function copyPackage() {
	const copy = path.join(userFolder, 'copy');
	rmSync(copy, { recursive: true, force: true });
	for (const part of ['dist', 'package.json']) {
		cpSync(path.join(PACKAGE_DIR, part), path.join(copy, part), { recursive: true });
	}
	return copy;
}

module.exports = { copyPackage, createEngine };
