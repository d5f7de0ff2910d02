/** A trigger as n8n holds it, and its webhook behind a real port. */
const { once } = require('node:events');
const http = require('node:http');
const querystring = require('node:querystring');
const { setTimeout: sleep } = require('node:timers/promises');
const { portOf } = require('../../../n8n/ports.cjs');

let nodes = 0;

/**
 * One trigger as n8n holds it: its node, and its static data as they are in n8n's database. What the
 * process remembers of a node goes by the node's id, so another id is another process.
 */
function createTrigger(engine, type, parameters, credentials) {
	const trigger = {
		type,
		parameters,
		/** As saved: a text. */
		saved: '{}',
		/** How often n8n has written them into its database. */
		saves: 0,
		node: { id: `node-${++nodes}`, name: 'Node', credentials },

		/** Another one for each life of n8n that ended with a kill. */
		life: 1,
		/** n8n is killed, and starts again: of what was under way nothing is saved or recorded. */
		kill() {
			trigger.life++;
			trigger.restart();
		},
		/** n8n ends and starts again. */
		restart() {
			trigger.node = { ...trigger.node, id: `node-${++nodes}` };
			trigger.workflow = undefined;
		},
		loseStaticData() {
			trigger.saved = '{}';
		},
		/** The workflow as n8n loads it for one delivery, or to publish or switch it off. */
		load() {
			const node = engine.makeNode(type, trigger.parameters, trigger.node);
			const staticData = JSON.parse(trigger.saved);
			const make = () => engine.makeWorkflow([node], {}, { staticData });
			return Object.assign(make(), { makeAnother: make });
		},
		save(workflow) {
			if (!workflow.staticData.__dataChanged) return;
			trigger.saved = JSON.stringify(workflow.staticData);
			trigger.saves++;
			workflow.staticData.__dataChanged = false;
		},
		memory: () => JSON.parse(trigger.saved)[`node:${trigger.node.name}`]?.memory,

		/**
		 * @param {'checkExists' | 'create' | 'delete'} method
		 * @param {Parameters<import('../support/engine.cjs').Engine['runHook']>[3]} [options]
		 */
		async hook(method, { workflow = trigger.load(), ...options } = {}) {
			const { parameters: now, node } = trigger;
			const { result } = await engine.runHook(type, method, now, { workflow, node, ...options });
			if (!options.isTest) trigger.save(workflow);
			return result;
		},
		/** What n8n does when a workflow is published, or n8n starts: it saves once, at the end. */
		async activate(options) {
			const workflow = trigger.load();
			const { parameters: now, node } = trigger;
			const run = async (method) =>
				await engine.runHook(type, method, now, { workflow, node, ...options });
			if (!(await run('checkExists')).result) await run('create');
			if (!options?.isTest) trigger.save(workflow);
		},
		/** One delivery, straight to the node. */
		async deliver(body) {
			const workflow = trigger.load();
			const { parameters: now, node } = trigger;
			const result = await engine.deliver(type, { body }, now, { workflow, node });
			trigger.save(workflow);
			return result;
		},
		/**
		 * One poll, as n8n runs them: the first one after a workflow was published or n8n has started
		 * belongs to the activation, at whose end n8n saves the static data. It keeps the workflow for
		 * the next polls, and saves again only when one brings something.
		 */
		async poll(options = {}) {
			const isActivation = !trigger.workflow;
			const workflow = trigger.workflow ?? trigger.load();
			const { parameters: now, node } = trigger;
			const { items } = await engine.poll(type, now, { workflow, node, ...options });
			if (options.mode === 'manual') return items;
			trigger.workflow = workflow;
			if (items || isActivation) trigger.save(workflow);
			return items;
		},
		/** The workflow is published again, maybe with other parameters: it is loaded anew. */
		async publish(parameters = {}) {
			trigger.parameters = { ...trigger.parameters, ...parameters };
			trigger.workflow = undefined;
			return await trigger.poll();
		},
	};
	return trigger;
}

/**
 * A trigger's webhook behind a real port, as n8n 2 serves it: static data are loaded for each
 * delivery, and saved after it without a lock. Where n8n answers, that is once the execution is
 * recorded; where the node has answered itself, just before.
 */
async function startHost(engine, trigger, makeProcess) {
	/** The JSON of the items of each execution. */
	const executions = [];
	const host = {
		executions,
		items: () => executions.flat(),
		/** Milliseconds that the database takes for a record. */
		recordMs: 1,
		/** As n8n 2.41: starting an execution makes another workflow object of the same static data. */
		isNewer: false,
	};

	/**
	 * The processes that receive deliveries in turn.
	 * @type {import('../support/engine.cjs').Engine[]}
	 */
	const processes = [engine];
	let turn = 0;

	/** So many executions are handed over to n8n and not recorded yet. */
	let recording = 0;

	async function receive(request, response) {
		const chunks = [];
		for await (const chunk of request) chunks.push(chunk);
		const text = Buffer.concat(chunks).toString();
		const send = (status, body) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		};
		const workflow = trigger.load();
		const { type, parameters, node, life } = trigger;
		const process = processes[turn++ % processes.length];
		const body = parsed(text, request.headers['content-type']);
		const result = await process.deliver(type, { body, rawBody: Buffer.from(text) }, parameters, {
			workflow,
			node,
			// Whoever sent it sees it a moment later.
			onSend: ({ status, body: answer }) => void setImmediate(() => send(status, answer)),
		});
		if (trigger.life !== life) return;
		if (result.noWebhookResponse) trigger.save(workflow);
		if (result.workflowData) {
			if (host.isNewer) workflow.makeAnother();
			recording++;
			await sleep(host.recordMs);
			recording--;
			if (trigger.life !== life) return;
			executions.push(result.workflowData[0].map(({ json }) => json));
		}
		if (result.noWebhookResponse) return;
		trigger.save(workflow);
		send(200, result.webhookResponse);
	}

	const underWay = new Set();
	const server = http.createServer((request, response) => {
		const handling = receive(request, response)
			.catch((error) => response.writeHead(500).end(error.stack))
			.finally(() => underWay.delete(handling));
		underWay.add(handling);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	host.url = `http://127.0.0.1:${portOf(server)}/`;
	/** Another process of n8n: the package is loaded a second time. */
	host.addProcess = async () => processes.push(await makeProcess());
	/** Until n8n has nothing more to do for any delivery, answered or not. */
	host.idle = async () => {
		while (underWay.size > 0) await Promise.all(underWay);
	};
	/** Until n8n has recorded what was handed over to it: that can be after the answer. */
	host.recorded = async () => {
		while (recording > 0) await sleep(1);
	};
	host.close = async () => {
		await host.idle();
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return host;
}

/** As n8n parses a body; what is no JSON becomes a text. */
function parsed(text, type) {
	if (type === 'application/x-www-form-urlencoded') return querystring.parse(text);
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

module.exports = { createTrigger, startHost };
