/** The two ProsperStack triggers in n8n's engine, with the sandbox as the service. */
const { once } = require('node:events');
const http = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');
const { Container } = require('@n8n/di');
const { portOf } = require('../../../n8n/ports.cjs');
const { startSandbox } = require('../../../sandbox/index.cjs');
const { copyPackage, createEngine } = require('../support/engine.cjs');

const BOTH = ['flow_session_started', 'flow_session_completed'];
const credentials = { prosperStackApi: { id: 'right', name: 'right' } };

let nodes = 0;

/**
 * One trigger as n8n holds it: its node, and its static data as they are in n8n's database. What the
 * process remembers of a node goes by the node's id, so another id is another process.
 */
function createTrigger(engine, type, parameters) {
	const trigger = {
		parameters: { events: BOTH, simplify: false, ...parameters },
		/** As saved: a text. */
		saved: '{}',
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
 * delivery, and saved after it without a lock, once the execution is recorded.
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
		const { parameters, node, life } = trigger;
		const process = processes[turn++ % processes.length];
		const result = await process.deliver(
			'prosperStackTrigger',
			{ body: parsed(text) },
			parameters,
			{
				workflow,
				node,
				// Whoever sent it sees it a moment later.
				onSend: ({ status, body }) => void setImmediate(() => send(status, body)),
			},
		);
		if (trigger.life !== life) return;
		if (result.workflowData) {
			if (host.isNewer) workflow.makeAnother();
			recording++;
			await sleep(host.recordMs);
			executions.push(result.workflowData[0].map(({ json }) => json));
			recording--;
		}
		trigger.save(workflow);
		if (!result.noWebhookResponse) send(200, result.webhookResponse);
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
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/**
 * Call it at the top of a test file. The sandbox is put back to its seed data before each test;
 * after each, no request may have been outside the contract.
 */
function triggerTests() {
	/** @type {import('../../../sandbox/index.cjs').Sandbox} */
	let sandbox;
	/** @type {import('../support/engine.cjs').Engine} */
	let engine;
	/** @type {Record<string, { baseUrl: string, apiKey: string }>} */
	let credentials;
	/** @type {string[]} */
	const warnings = [];
	/** @type {Awaited<ReturnType<typeof startHost>>[]} */
	let hosts = [];
	/** @type {import('../support/engine.cjs').Engine[]} */
	const others = [];
	/** @type {ReturnType<typeof createTrigger>[]} */
	let actives = [];

	beforeAll(async () => {
		sandbox = await startSandbox();
		const { baseUrl, apiKey } = sandbox.prosperStack;
		credentials = { right: { baseUrl, apiKey } };
		engine = await createEngine({ credentials: credentials });
		const { Logger } = require('@n8n/backend-common');
		jest.spyOn(Container.get(Logger), 'warn').mockImplementation((message) => {
			warnings.push(message);
		});
	});
	afterAll(async () => {
		for (const one of [engine, ...others]) one.close();
		await sandbox.close();
	});
	beforeEach(() => {
		sandbox.reset();
		warnings.length = 0;
	});
	afterEach(async () => {
		sandbox.clearFaults();
		// Switched off, a trigger looks for nothing any more.
		await Promise.all(actives.map((trigger) => trigger.hook('delete')));
		actives = [];
		await Promise.all(hosts.map((host) => host.close()));
		hosts = [];
		expect(sandbox.violations()).toEqual([]);
		expect(JSON.stringify(warnings)).not.toContain(sandbox.prosperStack.apiKey);
	});

	async function makeProcess() {
		const packageDir = copyPackage();
		const another = await createEngine({ credentials, packageDir });
		others.push(another);
		return another;
	}

	const api = async (method, path, body) => {
		const { baseUrl, apiKey } = sandbox.prosperStack;
		const response = await fetch(baseUrl + path, {
			method,
			headers: {
				authorization: `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`,
				'content-type': 'application/json',
			},
			body: body && JSON.stringify(body),
		});
		return response.status === 204 ? undefined : JSON.parse(await response.text());
	};

	const emit = async (what) => {
		const emitted = await sandbox.emit(what);
		await Promise.all(hosts.map((host) => host.recorded()));
		return emitted.map(({ event_id: id }) => id);
	};

	return {
		get sandbox() {
			return sandbox;
		},
		get engine() {
			return engine;
		},
		get credentials() {
			return credentials;
		},
		warnings,
		api,
		trigger: (parameters) => createTrigger(engine, 'prosperStackTrigger', parameters),
		pollingTrigger: (parameters) => createTrigger(engine, 'prosperStackPollingTrigger', parameters),

		/** A webhook trigger that is active and that the sandbox delivers to. */
		async active(parameters) {
			const trigger = createTrigger(engine, 'prosperStackTrigger', parameters);
			await trigger.activate();
			const host = await startHost(engine, trigger, makeProcess);
			hosts.push(host);
			actives.push(trigger);
			// In place of the webhook that the trigger has made: its address is not this port's.
			const own = sandbox.data.webhooks().find(({ url }) => url.includes('hook-id'));
			await api('DELETE', `/webhooks/${own.id}`);
			await api('POST', '/webhooks', { url: host.url, events: BOTH });
			sandbox.clearRequests();
			return { trigger, host };
		},

		/** Things happen in the account; the ids of the events. */
		emit,
		/** Things happen that no webhook learns of. */
		miss: (count = 1, more = {}) => emit({ count, deliver: false, ...more }),
		/** @returns what the sender sees: {status, body} */
		async deliver(host, body) {
			const { status, body: answer, ms } = await sandbox.deliver({ url: host.url, body });
			await host.recorded();
			return { status, answer, ms };
		},
		/** The event as the API has it. */
		event: (id) => sandbox.data.events().find((event) => event.id === id),
		/** From the second page on, the list of events goes round in circles. */
		async circle() {
			const { next_cursor: value } = await api('GET', '/events?limit=100');
			expect(value).toEqual(expect.any(String));
			sandbox.clearRequests();
			sandbox.fault({ kind: 'nextCursor', value, path: '^/events.*cursor=', times: 9 });
		},
		/** Requests for events, as `list` or `get`. */
		reads: () =>
			sandbox
				.requests()
				.map(({ operationId }) => ({ listEvents: 'list', getEvent: 'get' })[operationId])
				.filter(Boolean),
	};
}

const idsOf = (items) => items.map((item) => item.event_id);

module.exports = { BOTH, idsOf, sleep, triggerTests };
