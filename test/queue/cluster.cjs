/** n8n in queue mode: main, workers and webhook processors, each with a folder of its own. */
const fs = require('node:fs');
const path = require('node:path');
const { freePort } = require('../../n8n/ports.cjs');
const { startProcess } = require('../../n8n/process.cjs');
const { isUp } = require('../../n8n/server.cjs');
const { startDatabases } = require('./databases.cjs');
const { openFrontDoor } = require('./frontDoor.cjs');

const isOk = async (url) => {
	try {
		return (await fetch(url)).ok;
	} catch {
		return false;
	}
};

/**
 * @typedef {import('../../n8n/process.cjs').N8nProcess & {port: number}} Member
 *
 * @param {{workers: number, processors: number}} size
 * @returns a function for `startStage`: it starts all, and gives what one n8n would be, with its parts
 */
const clusterOf =
	({ workers, processors }) =>
	/** @param {{userFolder: string, env?: Record<string, string>}} options */
	async ({ userFolder, env: extra }) => {
		const databases = await startDatabases();
		const mainPort = await freePort();
		/** @type {Member[]} */
		const processorMembers = [];
		const door = await openFrontDoor({
			main: () => mainPort,
			processors: () => processorMembers.map(({ port }) => port),
		});
		const env = {
			...databases.env,
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			WEBHOOK_URL: `${door.url}/`,
			...extra,
		};

		/** @returns {Promise<Member>} */
		async function startMember(name, args, port, isReady, more = {}) {
			const folder = name === 'main' ? userFolder : path.join(userFolder, name);
			// The package must be installed on every machine.
			if (name !== 'main') {
				const packages = path.join('.n8n', 'nodes');
				const copy = path.join(folder, packages);
				fs.cpSync(path.join(userFolder, packages), copy, { recursive: true });
			}
			const member = await startProcess({
				args,
				userFolder: folder,
				port,
				logFile: path.join(userFolder, `${name}.log`),
				env: { ...env, ...more },
				isReady,
			});
			return { ...member, port };
		}

		async function startWorker(index) {
			const port = await freePort();
			const isReady = () => isOk(`http://127.0.0.1:${port}/healthz/readiness`);
			const args = ['worker', '--concurrency=5'];
			return await startMember(`worker-${index}`, args, port, isReady, {
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(port),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			});
		}

		async function startProcessor(index) {
			const port = await freePort();
			const isReady = () => isOk(`http://127.0.0.1:${port}/healthz`);
			return await startMember(`webhook-${index}`, ['webhook'], port, isReady);
		}

		// Main comes first: it makes the tables.
		const isMainUp = () => isUp(`http://127.0.0.1:${mainPort}`);
		const main = await startMember('main', ['start'], mainPort, isMainUp);
		/** @type {Member[]} */
		const workerMembers = [];
		for (let i = 1; i <= workers; i++) workerMembers.push(await startWorker(i));
		for (let i = 1; i <= processors; i++) processorMembers.push(await startProcessor(i));

		async function stop() {
			for (const member of [...processorMembers, ...workerMembers, main]) await member.stop();
			door.close();
			databases.stop();
		}
		return {
			...main,
			url: door.url,
			stop,
			door,
			workers: workerMembers,
			processors: processorMembers,
		};
	};

module.exports = { clusterOf };
