const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { assertPortFree, freePort } = require('./ports.cjs');
const { environmentOf, nodePath } = require('./node.cjs');
const { until } = require('./until.cjs');
const { chosenVersion } = require('./versions.cjs');

const n8n = chosenVersion();
const n8nBin = path.join(n8n.folder, 'node_modules', 'n8n', 'bin', 'n8n');

/** All that n8n sees of the surroundings: no settings of the user's own n8n, no calls home. */
function environment({ userFolder, port, brokerPort, extra }) {
	const { PATH, Path, HOME, USERPROFILE, SystemRoot, TEMP } = process.env;
	return {
		...{ PATH, Path, HOME, USERPROFILE, SystemRoot, TEMP },
		...environmentOf(n8n.node),
		LANG: 'C.UTF-8',
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		WEBHOOK_URL: `http://127.0.0.1:${port}/`,
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_ENCRYPTION_KEY: 'not-a-secret-for-tests-and-demo-only',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
		GENERIC_TIMEZONE: 'UTC',
		...extra,
	};
}

const lastLines = (file) =>
	fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-20).join('\n');

/**
 * Starts one process of n8n and waits until it is ready. It ends with this process.
 *
 * @param {object} options
 * @param {string[]} options.args such as `['start']`
 * @param {string} options.userFolder database and installed packages; made if missing
 * @param {number} options.port
 * @param {string} options.logFile
 * @param {Record<string, string>} [options.env] further variables for n8n
 * @param {() => Promise<boolean>} options.isReady
 * @returns {Promise<N8nProcess>}
 * @throws {Error} when the port is taken (names `N8N_PORT`) or n8n ends early (shows its last lines)
 *
 * @typedef {object} N8nProcess
 * @property {string} logFile
 * @property {() => number} pid
 * @property {() => Promise<void>} stop asks it to end (SIGTERM) and waits
 * @property {() => Promise<void>} kill ends it at once (SIGKILL): no shutdown code runs
 * @property {() => Promise<void>} start starts it again after `stop` or `kill`: same folder, same port
 */
async function startProcess({ args, userFolder, port, logFile, env, isReady }) {
	fs.mkdirSync(userFolder, { recursive: true });
	let child;

	const running = () => child.exitCode === null && child.signalCode === null;
	const end = async (signal, timeout) => {
		if (!running()) return;
		child.kill(signal);
		await until(() => !running(), { timeout, what: `n8n to end after ${signal}` });
	};

	const start = async () => {
		await assertPortFree(port, { what: 'n8n', variable: 'N8N_PORT' });
		const brokerPort = await freePort();
		const log = fs.openSync(logFile, 'a');
		child = spawn(nodePath(n8n.node), [n8nBin, ...args], {
			cwd: userFolder,
			env: environment({ userFolder, port, brokerPort, extra: env }),
			stdio: ['ignore', log, log],
		});
		fs.closeSync(log);
		const started = child;
		const endWithUs = () => started.kill('SIGKILL');
		process.once('exit', endWithUs);
		started.once('exit', () => {
			process.off('exit', endWithUs);
			// n8n's copy of its editor, made anew at each start: `n8n-node lint` would read all of it.
			fs.rmSync(path.join(userFolder, '.cache'), { recursive: true, force: true });
		});

		const ready = async () => {
			if (running()) return isReady();
			throw new Error(`n8n ended while starting. The end of ${logFile}:\n${lastLines(logFile)}`);
		};
		await until(ready, { timeout: 120_000, what: `n8n to start, see ${logFile}` });
	};

	await start();
	return {
		logFile,
		pid: () => child.pid,
		start,
		stop: () => end('SIGTERM', 40_000),
		kill: () => end('SIGKILL', 10_000),
	};
}

module.exports = { startProcess };
