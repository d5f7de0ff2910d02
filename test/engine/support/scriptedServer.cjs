const http = require('node:http');

/**
 * A service that answers what a test tells it to: `answers` one after another, the last one for
 * ever. An answer: {status, headers, body, afterMs}, 'reset', or a function of the request.
 */
async function startScriptedServer() {
	let answers = [];
	let requests = [];
	const server = http.createServer(async (request, response) => {
		const seen = {
			method: request.method,
			url: request.url,
			headers: request.headers,
			at: Date.now(),
		};
		requests.push(seen);
		const next = answers.length > 1 ? answers.shift() : answers[0];
		const answer = typeof next === 'function' ? next(seen) : next;
		if (answer === 'reset') return void request.socket.destroy();
		const { status = 200, headers = {}, body = '', afterMs = 0 } = answer;
		if (afterMs) await new Promise((resolve) => setTimeout(resolve, afterMs));
		const isText = typeof body === 'string';
		response.writeHead(status, {
			'content-type': isText ? 'text/html' : 'application/json',
			...headers,
		});
		response.end(isText ? body : JSON.stringify(body));
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

	return {
		url: `http://127.0.0.1:${server.address().port}`,
		/** Forgets what was asked, and answers this from now on. */
		answer(...script) {
			answers = script;
			requests = [];
		},
		requests: () => requests,
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}

module.exports = { startScriptedServer };
