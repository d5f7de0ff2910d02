const { once } = require('node:events');
const http = require('node:http');
const { portOf } = require('./ports.cjs');

/** The text of a request's body. */
async function textOf(request) {
	const chunks = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}

const toolCall = (id, { tool, input }) => ({
	id,
	type: 'function',
	function: { name: tool, arguments: JSON.stringify(input) },
});

/**
 * Plays the language model that n8n's AI Agent asks: an OpenAI-style chat-completions service on
 * loopback that says what a script tells it to. n8n reaches it by the Base URL in an OpenAI credential.
 *
 * @typedef {object} ToolCall
 * @property {string} tool its name
 * @property {object} input what the model fills in
 *
 * @typedef {ToolCall | ((toolAnswers: string[]) => string)} Step a tool to call; or what to say at the
 *   end, made of what the tools have answered
 */
async function startChatModel() {
	const apiKey = 'sk-key-of-the-scripted-model';
	/** @type {Step[]} */
	let steps = [];
	/** @type {any[]} */
	let asked = [];

	function reply({ messages }) {
		const lastQuestion = messages.map(({ role }) => role).lastIndexOf('user');
		const toolAnswers = messages
			.slice(lastQuestion)
			.filter(({ role }) => role === 'tool')
			.map(({ content }) => content);
		const step = steps[toolAnswers.length];
		if (step === undefined) return { content: 'I am played by a script, and it has ended.' };
		return typeof step === 'function'
			? { content: step(toolAnswers) }
			: { content: null, tool_calls: [toolCall(`call_${asked.length}`, step)] };
	}

	async function answer(request, response) {
		const isKnown = request.headers.authorization === `Bearer ${apiKey}`;
		if (!isKnown || request.url !== '/v1/chat/completions') {
			response.writeHead(isKnown ? 404 : 401).end();
			return;
		}
		const body = JSON.parse(await textOf(request));
		asked.push(body);
		const message = { role: 'assistant', ...reply(body) };
		const choice = {
			index: 0,
			message,
			finish_reason: 'tool_calls' in message ? 'tool_calls' : 'stop',
		};
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(
			JSON.stringify({
				id: `completion-${asked.length}`,
				object: 'chat.completion',
				created: Math.floor(Date.now() / 1000),
				model: body.model,
				choices: [choice],
				usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
			}),
		);
	}

	const server = http.createServer((request, response) => {
		answer(request, response).catch((error) => response.writeHead(500).end(error.stack));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');

	return {
		apiKey,
		url: `http://127.0.0.1:${portOf(server)}/v1`,
		/**
		 * What it does from now on, at each question anew; forgets what it was asked.
		 * @param {Step[]} script
		 */
		play(...script) {
			steps = script;
			asked = [];
		},
		/** The requests, as n8n sent them: `{messages, tools, …}`. */
		asked: () => asked,
		async close() {
			server.closeAllConnections();
			server.close();
		},
	};
}

/** @typedef {Awaited<ReturnType<typeof startChatModel>>} ChatModel */

module.exports = { startChatModel };
