const path = require('node:path');
const { owner } = require('../n8n/api.cjs');
const { npm } = require('../n8n/npm.cjs');
const { startStage } = require('../n8n/stage.cjs');
const { runExample, examples } = require('./examples.cjs');
const { table } = require('./table.cjs');

const root = path.join(__dirname, '..');
const userFolder = path.join(root, '.cache', 'demo');

/** Stops what was started when the user presses Ctrl+C, or when the process is asked to end. */
function stopOnSignal(close) {
	for (const signal of ['SIGINT', 'SIGTERM']) {
		process.once(signal, () => {
			console.log('\nStopping …');
			close().then(
				() => process.exit(0),
				(error) => {
					console.error(error.message);
					process.exit(1);
				},
			);
		});
	}
}

/**
 * Runs each example once, on a fresh account; one is left for those who run them by hand.
 * @returns {Promise<boolean>} whether all went well
 */
async function runAll(stage) {
	const rows = [];
	for (const example of examples()) {
		console.log(`Running "${example.name}" …`);
		rows.push(await runExample(stage, example));
		stage.sandbox.reset();
	}
	console.log(`\n${table(['workflow', 'started by', 'items', 'ms', 'result'], rows)}\n`);
	console.log(
		'None of them is published. A published one starts by itself: at its time, or when something comes.\n',
	);
	return rows.every(({ ok }) => ok);
}

/**
 * @param {object} options
 * @param {number} options.port n8n's
 * @param {number} options.sandboxPort
 * @param {boolean} options.once end after the table; the exit code tells whether all went well
 */
async function demo({ port, sandboxPort, once }) {
	let stage;
	stopOnSignal(() => stage?.close());

	console.log('Building …');
	await npm(['run', 'build'], { cwd: root });
	stage = await startStage({
		userFolder,
		port,
		sandbox: { port: sandboxPort },
		log: console.log,
	});
	const ok = await runAll(stage);
	if (once) {
		await stage.close();
		process.exit(ok ? 0 : 1);
	}
	console.log(`The editor:  ${stage.server.url}`);
	console.log(`Sign in as:  ${owner.email}, password ${owner.password}`);
	console.log(`The sandbox: ${stage.sandbox.url}`);
	console.log('Ctrl+C stops both.');
}

module.exports = { demo };
