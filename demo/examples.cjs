const fs = require('node:fs');
const path = require('node:path');
const { until } = require('../n8n/until.cjs');
const { summary, triggerOf, withCredentials } = require('../n8n/workflows.cjs');
const { occasionFor, prepare } = require('./occasions.cjs');

const folder = path.join(__dirname, '..', 'examples');

/** The example workflows, as they are in the files. */
const examples = () =>
	fs
		.readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')));

/**
 * A copy of an example in which a step that is shipped switched off is switched on.
 * @param {object} example
 * @param {string} step
 */
const switchedOn = (example, step) => ({
	...example,
	nodes: example.nodes.map((node) => (node.name === step ? { ...node, disabled: false } : node)),
});

/**
 * Starts a test run that listens, lets happen what it listens for, and waits for the run's end.
 * @returns {Promise<{execution: object, shown: any}>}
 */
async function runAtEvent(stage, workflow, happen) {
	const { api } = stage;
	const newest = async () => (await api.executionsOf(workflow))[0]?.id;
	const before = await newest();
	const trigger = triggerOf(workflow);
	await api.startRun(workflow, trigger.name);
	const shown = await happen(stage, trigger, workflow);
	const id = await until(
		async () => {
			const last = await newest();
			return last === before ? undefined : last;
		},
		{ what: `an execution of "${workflow.name}"` },
	);
	return { execution: await api.finished(id), shown };
}

/**
 * Imports an example into n8n and runs it by hand.
 * @param {import('../n8n/stage.cjs').Stage} stage
 * @param {object} example
 * @param {(stage: object, trigger: object, workflow: object) => Promise<unknown>} [happens] what its
 *   trigger waits for, if not the usual thing
 * @returns {Promise<{workflow: string, 'started by': string, items: number, ms: number, ok: boolean, result: string, execution: object, shown: any}>}
 *   `shown`: what the one outside saw of it
 */
async function runExample(stage, example, happens) {
	const { api, credentials } = stage;
	prepare(stage, example);
	const workflow = await api.saveWorkflow(withCredentials(example, credentials));
	const trigger = triggerOf(workflow);
	const { startedBy, happen, given } = occasionFor(trigger);
	const event = happens ?? happen;
	const { execution, shown } = event
		? await runAtEvent(stage, workflow, event)
		: { execution: await api.run(workflow, trigger.name, given) };
	return {
		workflow: example.name,
		'started by': startedBy,
		...summary(execution),
		execution,
		shown,
	};
}

module.exports = { examples, runExample, switchedOn };
