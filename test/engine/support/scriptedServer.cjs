const { once } = require('node:events');
const http = require('node:http');
const https = require('node:https');
const { portOf } = require('../../../n8n/ports.cjs');

/**
 * A service that answers what a test tells it to: `answers` one after another, the last one for
 * ever. An answer: {status, headers, body, afterMs}, 'reset', 'hang', or a function of the request.
 *
 * @param {import('node:https').ServerOptions} [tls] key and certificate, for https
 *
 * @typedef {object} Seen a request
 * @property {string} method
 * @property {string} url
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {string} body
 * @property {number} at when it came, in milliseconds since 1970
 * @property {number} [endedAt] when its answer ended
 */
async function startScriptedServer(tls) {
	/** @type {any[]} */
	let answers = [];
	/** @type {Seen[]} */
	let requests = [];
	let open = new Set();
	let mostOpen = 0;
	async function handle(request, response) {
		/** @type {Seen} */
		const seen = {
			method: request.method,
			url: request.url,
			headers: request.headers,
			body: '',
			at: Date.now(),
		};
		requests.push(seen);
		open.add(seen);
		mostOpen = Math.max(mostOpen, open.size);
		const end = () => {
			seen.endedAt ??= Date.now();
			open.delete(seen);
		};
		response.once('close', end);
		for await (const chunk of request) seen.body += chunk;
		const next = answers.length > 1 ? answers.shift() : answers[0];
		const answer = typeof next === 'function' ? next(seen) : next;
		if (answer === 'reset') return void request.socket.destroy();
		if (answer === 'hang') return;
		const { status = 200, headers = {}, body = '', afterMs = 0 } = answer;
		if (afterMs) await new Promise((resolve) => setTimeout(resolve, afterMs));
		const isText = typeof body === 'string';
		response.writeHead(status, {
			'content-type': isText ? 'text/html' : 'application/json',
			...headers,
		});
		end();
		response.end(isText ? body : JSON.stringify(body));
	}
	const serve = (request, response) => {
		handle(request, response).catch((error) => response.writeHead(500).end(error.stack));
	};
	const server = tls ? https.createServer(tls, serve) : http.createServer(serve);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');

	return {
		url: `${tls ? 'https' : 'http'}://127.0.0.1:${portOf(server)}`,
		/** Forgets what was asked, and answers this from now on. */
		answer(...script) {
			answers = script;
			requests = [];
			open = new Set();
			mostOpen = 0;
		},
		requests: () => requests,
		/** How many requests were waiting for their answer at the same time. */
		mostAtOnce: () => mostOpen,
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}

module.exports = { startScriptedServer };
