/**
 * What a load balancer does in front of n8n in queue mode: deliveries to the webhook processors, all
 * else to main.
 */
const http = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');
const { freePort } = require('../../n8n/ports.cjs');

/** @returns {Promise<http.IncomingMessage>} */
const forward = ({ method, url, headers }, body, port) =>
	new Promise((resolve, reject) => {
		const options = { host: '127.0.0.1', port, path: url, method, headers, agent: false };
		http.request(options, resolve).on('error', reject).end(body);
	});

async function bodyOf(request) {
	const chunks = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/**
 * @typedef {{processor: number, afterMs?: number}} Copy where a delivery goes, and how much later
 * @typedef {object} FrontDoor
 * @property {string} url
 * @property {(choose?: (count: number) => Copy[]) => void} route says where each delivery goes, by its
 *   number; the answer is that of the first copy. Default: to the processors in turn
 * @property {() => void} close
 */

/**
 * @param {{main: () => number, processors: () => number[]}} ports
 * @returns {Promise<FrontDoor>}
 */
async function openFrontDoor({ main, processors }) {
	const inTurn = (count) => [{ processor: count % processors().length }];
	let choose = inTurn;
	let count = 0;

	async function sendCopy(request, body, { processor, afterMs = 0 }) {
		await sleep(afterMs);
		const answer = await forward(request, body, processors()[processor]);
		answer.resume();
	}

	async function serve(request, response) {
		const body = await bodyOf(request);
		const isDelivery = request.url.startsWith('/webhook/');
		const [first, ...copies] = isDelivery ? choose(count++) : [];
		for (const copy of copies) sendCopy(request, body, copy).catch(() => {});
		const answer = await forward(request, body, first ? processors()[first.processor] : main());
		response.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(response);
	}

	const port = await freePort();
	const server = http.createServer((request, response) => {
		serve(request, response).catch(() => response.writeHead(502).end());
	});
	await new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined)));
	return {
		url: `http://127.0.0.1:${port}`,
		route(wanted = inTurn) {
			choose = wanted;
		},
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

module.exports = { openFrontDoor };
