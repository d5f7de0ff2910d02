const { execFile } = require('node:child_process');
const path = require('node:path');
const { promisify } = require('node:util');
const { inALine, START } = require('../n8n/steps.cjs');
const { until } = require('../n8n/until.cjs');
const { outputsOf } = require('../n8n/workflows.cjs');

const bareLoopScript = path.join(__dirname, 'bareLoop.cjs');

/** A row may take minutes where a limit holds it up. */
const PATIENCE_MS = 300_000;

const unfinished = ['new', 'running', 'waiting'];

/** Which credential a node takes. */
const credentialOf = ({ type, parameters }) =>
	parameters.genericAuthType ??
	{
		'n8n-nodes-prosper.leadProsper': 'leadProsperApi',
		'n8n-nodes-prosper.prosperStack': 'prosperStackApi',
	}[type];

/**
 * The three that do the work of a row.
 *
 * @param {import('../n8n/stage.cjs').Stage} stage
 * @param {import('./standIn.cjs').StandIn} standIn
 *
 * @typedef {'ours' | 'httpRequest' | 'bareLoop'} Contestant
 *
 * @typedef {object} Result
 * @property {number} ms from the begin of the first node to the end of the last one
 * @property {number} requests that the stand-in saw
 * @property {number} refused of these, with 429
 * @property {string} [error] why the work was not done
 */
async function createContestants({ api }, standIn) {
	const saved = {};
	async function save(type, data) {
		const { id, name } = await api.saveCredential({ name: `Bench ${type}`, type, data });
		saved[type] = { [type]: { id, name } };
	}
	await save('leadProsperApi', { apiKey: 'bench-key', baseUrl: standIn.url });
	await save('prosperStackApi', { apiKey: 'bench-key', baseUrl: `${standIn.url}/v1` });
	await save('httpBearerAuth', { token: 'bench-key' });
	await save('httpBasicAuth', { user: 'bench-key', password: '' });

	/** Start, with the input items pinned to it, and the nodes one after another. */
	async function saveWorkflow(chain, items) {
		const nodes = chain.map((node, index) => ({
			...node,
			id: `node${index}`,
			name: `Node ${index}`,
			position: [200 * (index + 1), 0],
			credentials: saved[credentialOf(node) ?? ''],
		}));
		const workflow = await api.saveWorkflow({
			name: 'Bench',
			...inALine([START, ...nodes]),
			pinData: { Start: items.map((json) => ({ json })) },
		});
		return { workflow, names: nodes.map(({ name }) => name) };
	}

	/** Waits for the end of an execution without reading its data, which would be work for n8n. */
	const ended = (workflow, executionId) =>
		until(
			async () => {
				const found = (await api.executionsOf(workflow)).find(({ id }) => id === executionId);
				return found && !unfinished.includes(found.status);
			},
			{ timeout: PATIENCE_MS, every: 100, what: `execution ${executionId} to end` },
		);

	/**
	 * Runs a chain of nodes in n8n.
	 * @param {object[]} chain
	 * @param {import('./rows.cjs').Row} row
	 * @param {{whenDone?: () => void}} [options] called when it has run, before its data are read
	 */
	async function runInN8n(chain, { items = [{}], gives }, { whenDone } = {}) {
		const { workflow, names } = await saveWorkflow(chain, items);
		const { executionId } = await api.startRun(workflow, START.name);
		await ended(workflow, executionId);
		whenDone?.();
		const execution = await api.execution(executionId);
		const { runData, error } = execution.data.resultData;
		const ran = names.flatMap((name) => runData[name] ?? []);
		const [first] = ran;
		const last = ran[ran.length - 1];
		const gave = outputsOf(execution, names[names.length - 1]).flat().length;
		const wrong = gave === gives ? undefined : `${gave} items, not ${gives}`;
		return {
			ms: last ? last.startTime + last.executionTime - first.startTime : 0,
			error: error?.message ?? wrong,
		};
	}

	async function runBareLoop({ key, gives }) {
		const run = await promisify(execFile)(process.execPath, [bareLoopScript, key, standIn.url]);
		const { ms, gave } = JSON.parse(run.stdout);
		return { ms, error: gave === gives ? undefined : `${gave} records, not ${gives}` };
	}

	/**
	 * @param {Contestant} who
	 * @param {import('./rows.cjs').Row} row
	 * @param {import('./standIn.cjs').Conditions} conditions
	 * @param {{whenDone?: () => void}} [options] see `runInN8n`
	 * @returns {Promise<Result>}
	 */
	async function run(who, row, conditions, options) {
		standIn.begin(conditions);
		const isLimited = conditions.limit !== undefined;
		const did =
			who === 'bareLoop'
				? await runBareLoop(row)
				: await runInN8n(
						who === 'ours' ? row.ours : row.httpRequest(standIn.url, isLimited),
						row,
						options,
					);
		return { ...did, ...standIn.counts() };
	}

	/** One search of the editor's list of subscribers, to its end. */
	async function searchSubscribers(latencyMs) {
		standIn.begin({ latencyMs });
		const begun = performance.now();
		const node = {
			...START,
			type: 'n8n-nodes-prosper.prosperStack',
			parameters: { resource: 'subscriber', operation: 'get' },
			credentials: saved.prosperStackApi,
		};
		const question = {
			path: 'parameters.subscriberId',
			methodName: 'searchSubscribers',
			node,
			// Only the last one of all has it.
			filter: 'Person 1999',
		};
		const found = [];
		for (let paginationToken, first = true; first || paginationToken; first = false) {
			const part = await api.dynamicParameters('resource-locator-results', {
				...question,
				paginationToken,
			});
			// The list also has lines that tell how to go on, which nobody can choose.
			found.push(...part.results.filter(({ value }) => typeof value === 'string'));
			({ paginationToken } = part);
		}
		if (found.length !== 1) throw new Error(`The search found ${found.length} subscribers, not 1`);
		return { ms: performance.now() - begun, ...standIn.counts() };
	}

	return { run, searchSubscribers };
}

module.exports = { createContestants };
