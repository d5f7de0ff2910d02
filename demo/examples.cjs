const fs = require('node:fs');
const path = require('node:path');
const { summary, triggerName, withCredentials } = require('../n8n/workflows.cjs');

const folder = path.join(__dirname, '..', 'examples');

/** The example workflows, as they are in the files. */
const examples = () =>
	fs
		.readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')));

/**
 * Imports an example into n8n and runs it by hand.
 * @param {import('../n8n/stage.cjs').Stage} stage
 * @returns {Promise<{workflow: string, items: number, ms: number, ok: boolean, result: string, execution: object}>}
 */
async function runExample({ api, credentials }, example) {
	const workflow = await api.saveWorkflow(withCredentials(example, credentials));
	const execution = await api.run(workflow, triggerName(workflow));
	return { workflow: example.name, ...summary(execution), execution };
}

module.exports = { examples, runExample };
