const http = require('node:http');
const { once } = require('node:events');

/**
 * The services that examples call beside ours, on loopback: notes each request, and answers with the
 * next of the answers that were laid out, else with `{}`.
 *
 * @returns {Promise<Outside>}
 *
 * @typedef {object} Outside
 * @property {string} url
 * @property {{method: string, host: string, path: string, query: object, headers: object, body: string}[]} requests
 *   `host` is the one that the example names
 * @property {object[]} answers
 * @property {(workflow: object) => object} redirect the workflow, with only the hosts of its HTTP
 *   requests changed
 * @property {() => Promise<void>} close
 */
async function startOutside() {
	const requests = [];
	const answers = [];
	const hosts = [];
	const server = http.createServer(async (request, response) => {
		const chunks = [];
		for await (const chunk of request) chunks.push(chunk);
		const { pathname, searchParams } = new URL(request.url, 'http://localhost');
		const [, index, path] = /^\/(\d+)(\/.*)$/.exec(pathname);
		requests.push({
			method: request.method,
			host: hosts[Number(index)],
			path,
			query: Object.fromEntries(searchParams),
			headers: request.headers,
			body: Buffer.concat(chunks).toString(),
		});
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(answers.shift() ?? {}));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${server.address().port}`;

	const here = (address) =>
		address.replace(/https:\/\/([^/]+)/, (_, host) => `${url}/${hosts.push(host) - 1}`);

	const redirect = (workflow) => ({
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.type === 'n8n-nodes-base.httpRequest'
				? { ...node, parameters: { ...node.parameters, url: here(node.parameters.url) } }
				: node,
		),
	});

	const close = () =>
		new Promise((resolve) => {
			server.close(resolve);
			server.closeAllConnections();
		});
	return { url, requests, answers, redirect, close };
}

module.exports = { startOutside };
