/** The two ProsperStack triggers in n8n's engine, with the sandbox as the service. */
const { setTimeout: sleep } = require('node:timers/promises');
const { createTrigger } = require('../support/trigger.cjs');
const { webhookTests } = require('../support/webhookTests.cjs');

const BOTH = ['flow_session_started', 'flow_session_completed'];
const credentials = { prosperStackApi: { id: 'right', name: 'right' } };

const createPs = (engine, type, parameters) =>
	createTrigger(engine, type, { events: BOTH, output: 'raw', ...parameters }, credentials);

/** The ProsperStack triggers, see `webhookTests`. Call it at the top of a test file. */
function triggerTests() {
	const tests = webhookTests('prosperStack');

	const api = async (method, path, body) => {
		const { baseUrl, apiKey } = tests.sandbox.prosperStack;
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
		const emitted = await tests.sandbox.emit(what);
		await tests.recorded();
		return emitted.map(({ event_id: id }) => id);
	};

	return Object.assign(tests, {
		api,
		trigger: (parameters) => createPs(tests.engine, 'prosperStackTrigger', parameters),
		pollingTrigger: (parameters) =>
			createPs(tests.engine, 'prosperStackPollingTrigger', parameters),

		/** A webhook trigger that is active and that the sandbox delivers to. */
		async active(parameters) {
			const trigger = createPs(tests.engine, 'prosperStackTrigger', parameters);
			const host = await tests.publish(trigger);
			// In place of the webhook that the trigger has made: its address is not this port's.
			const own = tests.sandbox.data.webhooks().find(({ url }) => url.includes('hook-id'));
			await api('DELETE', `/webhooks/${own.id}`);
			await api('POST', '/webhooks', { url: host.url, events: BOTH });
			tests.sandbox.clearRequests();
			return { trigger, host };
		},

		/** Things happen in the account; the ids of the events. */
		emit,
		/** Things happen that no webhook learns of. */
		miss: (count = 1, more = {}) => emit({ count, deliver: false, ...more }),
		/** @returns what the sender sees: {status, body} */
		async deliver(host, body) {
			const { status, body: answer, ms } = await tests.sandbox.deliver({ url: host.url, body });
			await host.recorded();
			return { status, answer, ms };
		},
		/** The event as the API has it. */
		event: (id) => tests.sandbox.data.events().find((event) => event.id === id),
		/** From the second page on, the list of events goes round in circles. */
		async circle() {
			const { next_cursor: value } = await api('GET', '/events?limit=100');
			expect(value).toEqual(expect.any(String));
			tests.sandbox.clearRequests();
			tests.sandbox.fault({ kind: 'nextCursor', value, path: '^/events.*cursor=', times: 9 });
		},
		/** Requests for events, as `list` or `get`. */
		reads: () =>
			tests.sandbox
				.requests()
				.map(({ operationId }) => ({ listEvents: 'list', getEvent: 'get' })[operationId])
				.filter(Boolean),
	});
}

const idsOf = (items) => items.map((item) => item.event_id);

module.exports = { BOTH, idsOf, sleep, triggerTests };
