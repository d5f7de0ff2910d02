const express = require('express');
const { freePort } = require('../../../n8n/ports.cjs');

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
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;

	const app = express();
	app.use(express.text({ type: () => true }));
	app.use('/:host', ({ method, params, path, query, headers, body = '' }, response) => {
		const host = hosts[Number(params.host)];
		requests.push({ method, host, path, query: { ...query }, headers, body });
		response.json(answers.shift() ?? {});
	});
	const server = app.listen(port, '127.0.0.1');

	/** The first part of the path says which host was meant. */
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
