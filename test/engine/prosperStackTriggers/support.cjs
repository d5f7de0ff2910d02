/** The two ProsperStack triggers in n8n's engine, with the sandbox as the service. */
const { setTimeout: sleep } = require('node:timers/promises');
const { Container } = require('@n8n/di');
const { startSandbox } = require('../../../sandbox/index.cjs');
const { copyPackage, createEngine } = require('../support/engine.cjs');
const { createTrigger, startHost } = require('../support/trigger.cjs');

const BOTH = ['flow_session_started', 'flow_session_completed'];
const credentials = { prosperStackApi: { id: 'right', name: 'right' } };

const createPs = (engine, type, parameters) =>
	createTrigger(engine, type, { events: BOTH, output: 'raw', ...parameters }, credentials);

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
		trigger: (parameters) => createPs(engine, 'prosperStackTrigger', parameters),
		pollingTrigger: (parameters) => createPs(engine, 'prosperStackPollingTrigger', parameters),

		/** A webhook trigger that is active and that the sandbox delivers to. */
		async active(parameters) {
			const trigger = createPs(engine, 'prosperStackTrigger', parameters);
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
