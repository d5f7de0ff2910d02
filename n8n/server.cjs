const path = require('node:path');
const { freePort } = require('./ports.cjs');
const { startProcess } = require('./process.cjs');

/** Whether n8n's REST API answers: `/healthz` does so long before. */
async function isUp(url) {
	try {
		const response = await fetch(`${url}/rest/settings`);
		return response.ok && Boolean(response.headers.get('content-type')?.includes('json'));
	} catch {
		return false;
	}
}

/**
 * Starts n8n and waits until its REST API answers. It ends with this process.
 *
 * @param {object} options
 * @param {string} options.userFolder database and installed packages; made if missing
 * @param {number} [options.port] default: any free one
 * @param {string} [options.logFile] default: `n8n.log` in the user folder
 * @param {Record<string, string>} [options.env] further variables for n8n
 * @returns {Promise<N8nServer>}
 * @throws {Error} when the port is taken (names `N8N_PORT`) or n8n ends early (shows its last lines)
 *
 * @typedef {import('./process.cjs').N8nProcess & {url: string}} N8nServer
 */
async function startN8n({
	userFolder,
	port: wanted,
	logFile = path.join(userFolder, 'n8n.log'),
	env,
}) {
	const port = wanted ?? (await freePort());
	const url = `http://127.0.0.1:${port}`;
	const isReady = () => isUp(url);
	const args = ['start'];
	return { url, ...(await startProcess({ args, userFolder, port, logFile, env, isReady })) };
}

module.exports = { isUp, startN8n };
