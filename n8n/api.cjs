const flatted = require('flatted');
const { until } = require('./until.cjs');

const owner = {
	email: 'demo@example.com',
	password: 'Prosper123',
	firstName: 'Demo',
	lastName: 'Owner',
};

/** One item as n8n records the run of a node that has put it out. */
const asRun = (json) => ({
	startTime: Date.now(),
	executionTime: 0,
	executionIndex: 0,
	executionStatus: 'success',
	source: [null],
	data: { main: [[{ json }]] },
});

const NOT_READY = 'Database is not ready';

/** n8n gives no more. */
const EXECUTIONS_A_PAGE = 100;

const unfinished = ['new', 'running', 'waiting'];

/**
 * n8n's internal REST API, as the editor uses it, for one signed-in owner.
 *
 * @param {string} url of a running n8n
 * @throws {Error} from each function, when n8n refuses; with `status` and n8n's own words
 */
function n8nApi(url) {
	let cookie = '';

	/** A connection that was kept may be dropped by n8n at the very moment when it is used again. */
	const get = (path) => fetch(url + path, { headers: { cookie, connection: 'close' } });

	const send = (method, path, body) =>
		fetch(url + path, {
			method,
			headers: {
				cookie,
				connection: 'close',
				// n8n ties a session to the browser that it was opened in.
				'browser-id': 'driver',
				'push-ref': 'driver',
				...(body && { 'content-type': 'application/json' }),
			},
			body: body && JSON.stringify(body),
		});

	/** n8n 2.41 refuses whatever it is asked while it is too busy to reach its database. */
	async function sendUntilReady(method, path, body) {
		const answer = async () => {
			const response = await send(method, path, body);
			const text = await response.text();
			return response.status === 503 && text.includes(NOT_READY) ? undefined : { response, text };
		};
		return await until(answer, { timeout: 60_000, every: 200, what: 'n8n to reach its database' });
	}

	async function request(method, path, body) {
		const { response, text } = await sendUntilReady(method, path, body);
		const session = response.headers.getSetCookie().find((line) => line.startsWith('n8n-auth='));
		if (session) [cookie] = session.split(';');
		if (!response.ok) {
			const error = new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
			throw Object.assign(error, { status: response.status });
		}
		return JSON.parse(text).data;
	}

	/** Makes the owner on a new n8n, else signs in. */
	async function signIn() {
		const { userManagement } = await request('GET', '/rest/settings');
		if (userManagement.showSetupOnFirstLoad) return request('POST', '/rest/owner/setup', owner);
		const { email, password } = owner;
		return request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** Makes a record, or overwrites the one of the same name. */
	async function save(path, record) {
		const existing = (await request('GET', path)).find(({ name }) => name === record.name);
		return existing
			? request('PATCH', `${path}/${existing.id}`, record)
			: request('POST', path, record);
	}

	/**
	 * @param {{name: string, type: string, data: object}} credential
	 * @returns {Promise<{id: string, name: string, type: string}>}
	 */
	const saveCredential = (credential) => save('/rest/credentials', credential);

	/**
	 * Saves a credential and tests it, as the editor does.
	 * @param {{name: string, type: string, data: object}} credential
	 * @returns {Promise<{status: 'OK' | 'Error', message: string}>}
	 */
	async function testCredential(credential) {
		const { id } = await saveCredential(credential);
		return request('POST', '/rest/credentials/test', { credentials: { id, ...credential } });
	}

	/**
	 * A new key for n8n's public API, with every right of the owner, in place of the one before.
	 * @returns {Promise<string>} the key, which n8n shows only now
	 */
	async function createApiKey() {
		const label = 'n8n node';
		// n8n 2.41 gives a page of them.
		const known = await request('GET', '/rest/api-keys');
		for (const old of known.items ?? known) {
			if (old.label === label) await request('DELETE', `/rest/api-keys/${old.id}`);
		}
		const scopes = await request('GET', '/rest/api-keys/scopes');
		const key = await request('POST', '/rest/api-keys', { label, scopes, expiresAt: null });
		return key.rawApiKey;
	}

	/** @param {object} workflow as exported: `{name, nodes, connections, …}` */
	const saveWorkflow = ({ settings = {}, ...workflow }) =>
		save('/rest/workflows', { ...workflow, settings, active: false });

	const deleteWorkflow = async ({ id }) => {
		await request('POST', `/rest/workflows/${id}/archive`, {});
		await request('DELETE', `/rest/workflows/${id}`);
	};

	/** @returns {Promise<object>} an execution; `data.resultData.runData` is by node name */
	async function execution(id) {
		const { data, ...rest } = await request('GET', `/rest/executions/${id}`);
		return { ...rest, data: flatted.parse(data) };
	}

	/**
	 * Starts a workflow by hand, and does not wait for its end.
	 * @param {object} [given] what its trigger puts out, as the editor's chat hands it over
	 * @returns {Promise<{executionId?: string, waitingForWebhook?: true}>}
	 */
	const startRun = (workflow, triggerName, given) =>
		request('POST', `/rest/workflows/${workflow.id}/run`, {
			workflowData: workflow,
			triggerToStartFrom: { name: triggerName, ...(given && { data: asRun(given) }) },
		});

	/**
	 * The state of an execution; undefined where n8n did not answer: while it is busy with many items
	 * for some seconds, it drops connections.
	 */
	const statusOf = (id) =>
		request('GET', `/rest/executions/${id}`).then(
			({ status }) => status,
			(error) => {
				if (error.status) throw error;
			},
		);

	/** Waits for the end of an execution. */
	const finished = (id, timeout = 180_000) =>
		until(
			async () => {
				const status = await statusOf(id);
				return status === undefined || unfinished.includes(status) ? undefined : execution(id);
			},
			{ timeout, what: `execution ${id} to end` },
		);

	/** Runs a saved workflow by hand from its trigger, to its end; `given` as in `startRun`. */
	async function run(workflow, triggerName, given) {
		const { executionId } = await startRun(workflow, triggerName, given);
		return finished(executionId);
	}

	/** All executions of a workflow, newest first, without their data. */
	async function executionsOf({ id }) {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
		const all = [];
		for (let more = true; more;) {
			const after = all.length > 0 ? `&lastId=${all.at(-1).id}` : '';
			const path = `/rest/executions?filter=${filter}&limit=${EXECUTIONS_A_PAGE}${after}`;
			const { results } = await request('GET', path);
			all.push(...results);
			more = results.length === EXECUTIONS_A_PAGE;
		}
		return all;
	}

	/** Deletes all executions; to n8n it is an error that there are none. */
	const deleteExecutions = () =>
		request('POST', '/rest/executions/delete', { deleteBefore: new Date() }).catch((error) => {
			if (error.status !== 404) throw error;
		});

	/** Older versions of n8n have published when they answer; newer ones (2.41) do it in the background. */
	async function published(id) {
		const status = () =>
			request('GET', `/rest/workflows/${id}/publication-status`).catch((error) => {
				if (error.status === 404) return { status: 'published', triggers: [] };
				throw error;
			});
		const { triggers } = await until(
			async () => {
				const answer = await status();
				return answer.status === 'in_progress' ? undefined : answer;
			},
			{ timeout: 120_000, what: `workflow ${id} to be published` },
		);
		const refused = triggers.find(({ errorMessage }) => errorMessage);
		if (refused) throw new Error(refused.errorMessage);
	}

	/** @throws {Error} when a trigger can't be activated; in the trigger's words */
	async function activate({ id }) {
		const { versionId } = await request('GET', `/rest/workflows/${id}`);
		await request('POST', `/rest/workflows/${id}/activate`, { versionId });
		await published(id);
	}

	async function deactivate({ id }) {
		await request('POST', `/rest/workflows/${id}/deactivate`, {});
		await published(id);
	}

	/**
	 * What the editor asks a node for while its panel is open.
	 * @param {'options' | 'resource-locator-results' | 'resource-mapper-fields'} kind
	 * @param {{path: string, methodName: string, node: object, filter?: string, paginationToken?: unknown}} ask
	 *   `path` is the parameter's, with `parameters.` in front; `node` as in a workflow
	 */
	const dynamicParameters = (kind, { node, ...ask }) =>
		request('POST', `/rest/dynamic-node-parameters/${kind}`, {
			...ask,
			nodeTypeAndVersion: { name: node.type, version: node.typeVersion },
			currentNodeParameters: node.parameters,
			credentials: node.credentials,
		});

	/**
	 * n8n writes this file anew whenever a package comes or goes: what ends in the middle is read again.
	 * @returns {Promise<object[]>} all node types that n8n has loaded, with their full descriptions
	 */
	async function nodeTypes() {
		const read = async () => {
			const response = await get('/types/nodes.json');
			const text = await response.text();
			return text.trimEnd().endsWith(']') ? JSON.parse(text) : undefined;
		};
		return await until(read, { every: 200, what: 'a whole list of node types' });
	}

	/** An output schema, as the editor fetches it; undefined if there is none. */
	async function outputSchema(nodeType, version, resource, operation) {
		const response = await get(`/schemas/${nodeType}/${version}/${resource}/${operation}.json`);
		return response.ok ? response.json() : undefined;
	}

	return {
		request,
		signIn,
		saveCredential,
		testCredential,
		createApiKey,
		saveWorkflow,
		deleteWorkflow,
		startRun,
		finished,
		run,
		execution,
		executionsOf,
		deleteExecutions,
		activate,
		deactivate,
		dynamicParameters,
		nodeTypes,
		outputSchema,
	};
}

module.exports = { n8nApi, owner };
