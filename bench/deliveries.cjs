/**
 * 500 deliveries of ProsperStack in five seconds: to our trigger, which reads each event back, and to
 * n8n's Webhook node, which takes whatever comes.
 */
const { END, inALine } = require('../n8n/steps.cjs');
const { until } = require('../n8n/until.cjs');
const { createLedger } = require('../test/e2e/support/ledger.cjs');
const { median } = require('./statistics.cjs');

const COUNT = 500;
const SPACING_MS = 9;

const EVENTS = ['flow_session_started', 'flow_session_completed'];

/**
 * @param {import('../n8n/stage.cjs').Stage} stage
 * @returns {Promise<{who: string, answered: number, medianMs: number, slowestMs: number,
 *   executions: number, lost: number, repeated: number}[]>}
 */
async function measureDeliveries({ api, sandbox, server, credentials }) {
	const save = (name, trigger) =>
		api.saveWorkflow({
			name,
			...inALine([{ id: 'trigger', name: 'Trigger', position: [0, 0], ...trigger }, END]),
		});

	/** How many executions a workflow has, by itself. */
	async function executionsOf({ id }) {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
		return (await api.request('GET', `/rest/executions?filter=${filter}&limit=1`)).count;
	}

	async function fire() {
		sandbox.clearDeliveries();
		const fired = await sandbox.emit({ count: COUNT, spacingMs: SPACING_MS });
		const answers = sandbox.deliveries();
		const times = answers.map(({ ms }) => ms);
		return {
			ids: fired.map(({ event_id: id }) => String(id)),
			answered: answers.filter(({ status }) => status === 200).length,
			medianMs: median(times),
			slowestMs: Math.max(...times),
		};
	}

	async function ours() {
		const workflow = await save('Bench: trigger', {
			type: 'n8n-nodes-prosper.prosperStackTrigger',
			typeVersion: 1,
			webhookId: '0a4bb6d6-64c5-4be6-9a5f-5ed5a4e0f5a1',
			parameters: { events: EVENTS },
			credentials: { prosperStackApi: credentials.prosperStackApi },
		});
		await api.activate(workflow);
		const { ids, ...figures } = await fire();
		const { executions, lost, repeated } = await createLedger(api, workflow, 'Trigger').settle(ids);
		await api.deactivate(workflow);
		return { who: 'ProsperStack Trigger', ...figures, executions, lost, repeated };
	}

	async function webhookNode() {
		const workflow = await save('Bench: webhook', {
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: '3c0c8a0e-4b5e-4f0c-8f0f-2f1f0c9a7d42',
			parameters: { httpMethod: 'POST', path: 'bench', responseMode: 'onReceived', options: {} },
		});
		await api.activate(workflow);
		const { baseUrl, apiKey } = sandbox.prosperStack;
		await fetch(`${baseUrl}/webhooks`, {
			method: 'POST',
			headers: {
				authorization: `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`,
				'content-type': 'application/json',
			},
			body: JSON.stringify({ url: `${server.url}/webhook/bench`, events: EVENTS }),
		});
		const { ids, ...figures } = await fire();
		// One that is lost never comes: then this is how many there were after a while.
		await until(async () => (await executionsOf(workflow)) >= ids.length, {
			timeout: 20_000,
			every: 500,
			what: 'all executions',
		}).catch(() => {});
		const executions = await executionsOf(workflow);
		await api.deactivate(workflow);
		const lost = Math.max(0, ids.length - executions);
		const repeated = Math.max(0, executions - ids.length);
		return { who: 'n8n’s Webhook node', ...figures, executions, lost, repeated };
	}

	return [await ours(), await webhookNode()];
}

module.exports = { measureDeliveries };
