const { randomUUID } = require('node:crypto');
const { END, inALine } = require('../../n8n/steps.cjs');
const { until } = require('../../n8n/until.cjs');
const { createLedger } = require('../e2e/support/ledger.cjs');

const EVENTS = ['flow_session_started', 'flow_session_completed'];

/** A step that takes half a second, so that a worker that is killed is at work. */
const pause = {
	id: 'end',
	name: 'End',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	position: [200, 0],
	webhookId: randomUUID(),
	parameters: { amount: 0.5, unit: 'seconds' },
};

/**
 * A workflow of a trigger and a step, saved in n8n.
 * @param {import('../../n8n/stage.cjs').Stage} stage
 * @param {{name: string, type: string, parameters: object, credential: string, step?: object,
 *   idOf?: (json: object) => string | undefined}} what
 */
async function saveTrigger(stage, { name, type, parameters, credential, step = END, idOf }) {
	const { api, credentials } = stage;
	const webhookId = randomUUID();
	const trigger = {
		id: webhookId,
		name: 'Trigger',
		type: `n8n-nodes-prosper.${type}`,
		typeVersion: 1,
		position: [0, 0],
		webhookId,
		parameters,
		credentials: { [credential]: credentials[credential] },
	};
	const workflow = await api.saveWorkflow({ name, ...inALine([trigger, step]) });
	const ledger = createLedger(api, workflow, 'Trigger', idOf);
	const url = `${stage.server.url}/webhook/${webhookId}/webhook`;
	return {
		workflow,
		ledger,
		url,
		activate: () => api.activate(workflow),
		deactivate: () => api.deactivate(workflow),
		/** Each activation polls at once. */
		async poll() {
			await api.deactivate(workflow);
			await api.activate(workflow);
		},
	};
}

/** A ProsperStack Trigger that is active, and known to every webhook processor. */
async function activeTrigger(stage, name, step) {
	const trigger = await saveTrigger(stage, {
		name,
		type: 'prosperStackTrigger',
		parameters: { events: EVENTS },
		credential: 'prosperStackApi',
		step,
	});
	await trigger.activate();
	const { sandbox, server } = stage;
	const answers = async () =>
		(await sandbox.deliver({ url: trigger.url, body: {} })).status === 200;
	for (let i = 0; i < 2 * server.processors.length; i++) {
		await until(answers, { what: 'the webhook processors to answer' });
	}
	sandbox.clearDeliveries();
	sandbox.clearRequests();
	sandbox.setRateLimit({ limit: 100, windowMs: 60_000 });
	return trigger;
}

module.exports = { activeTrigger, pause, saveTrigger };
