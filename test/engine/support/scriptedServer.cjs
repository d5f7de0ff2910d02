const http = require('node:http');
const https = require('node:https');

/**
 * A service that answers what a test tells it to: `answers` one after another, the last one for
 * ever. An answer: {status, headers, body, afterMs}, 'reset', 'hang', or a function of the request.
 *
 * @param {object} [tls] key and certificate, for https
 */
async function startScriptedServer(tls) {
	let answers = [];
	let requests = [];
	let open = new Set();
	let mostOpen = 0;
	async function handle(request, response) {
		const seen = {
			method: request.method,
			url: request.url,
			headers: request.headers,
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
	const server = tls ? https.createServer(tls, handle) : http.createServer(handle);
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

	return {
		url: `${tls ? 'https' : 'http'}://127.0.0.1:${server.address().port}`,
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
