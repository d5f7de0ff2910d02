const { table } = require('../../demo/table.cjs');
const { END, inALine } = require('../../n8n/steps.cjs');
const { until } = require('../../n8n/until.cjs');
const { startScriptedServer } = require('../engine/support/scriptedServer.cjs');
const { createLedger } = require('./support/ledger.cjs');
const { STRANGE_KEY } = require('./support/leftBehind.cjs');

const WEBHOOK_ID = '7b11d7a1-4f4a-4c35-8e6c-5f0c4c8e0d7a';
const JSON_TYPE = 'application/json';

const withId = (id) => JSON.stringify({ event_id: id, event: 'flow_session_completed', data: {} });
const deep = (levels) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** All of them the same, so that a forger learns nothing. */
const RECEIVED = '200 {"received":true}';
/** Before the trigger sees it; with which status depends on n8n's version. */
const REFUSED = 'refused by n8n';

/** What is sent, its type, and how it is answered. */
const bodies = [
	['nothing', '', JSON_TYPE, RECEIVED],
	['half a JSON', '{"event_id":"evt_', JSON_TYPE, REFUSED],
	['a list', '[{"event_id":"evt_1"}]', JSON_TYPE, RECEIVED],
	['an empty object', '{}', JSON_TYPE, RECEIVED],
	['an ID that is a number', '{"event_id":1}', JSON_TYPE, RECEIVED],
	['an ID that is an object', '{"event_id":{"$ne":""}}', JSON_TYPE, RECEIVED],
	['an ID that is a list', '{"event_id":["evt_1","evt_2"]}', JSON_TYPE, RECEIVED],
	['an empty ID', withId(''), JSON_TYPE, RECEIVED],
	['an ID of 1 MB', withId('x'.repeat(1_000_000)), JSON_TYPE, RECEIVED],
	['an ID in __proto__', '{"__proto__":{"event_id":"evt_1"}}', JSON_TYPE, RECEIVED],
	['an ID with a path', withId('../webhooks'), JSON_TYPE, RECEIVED],
	['an ID of two dots', withId('..'), JSON_TYPE, RECEIVED],
	['an ID with a query', withId('evt_1?limit=100#x'), JSON_TYPE, RECEIVED],
	['an ID with dots, encoded', withId('%2e%2e%2fwebhooks'), JSON_TYPE, RECEIVED],
	['an ID with half a character', withId('evt_\ud800'), JSON_TYPE, RECEIVED],
	['an ID that is __proto__', withId('__proto__'), JSON_TYPE, RECEIVED],
	['an ID with HTML', withId('<script>alert(1)</script>'), JSON_TYPE, RECEIVED],
	['5,000 levels', deep(5_000), JSON_TYPE, RECEIVED],
	['15 MB, n8n takes 16', `{"a":"${'x'.repeat(15_000_000)}"}`, JSON_TYPE, RECEIVED],
	['17 MB', `{"a":"${'x'.repeat(17_000_000)}"}`, JSON_TYPE, REFUSED],
	['a form', 'event_id=evt_1', 'application/x-www-form-urlencoded', RECEIVED],
	['a text', 'evt_1', 'text/plain', RECEIVED],
	['XML', '<event_id>evt_1</event_id>', 'application/xml', RECEIVED],
];

/** Attacks from outside on a workflow that is published. Prints what came of each. */
module.exports = (e2e) => {
	const rows = [];
	let workflow;
	let ledger;
	let before = 0;
	const url = () => `${e2e.server.url}/webhook/${WEBHOOK_ID}/webhook`;

	beforeAll(async () => {
		before = e2e.sandbox.requests().length;
		const trigger = {
			id: 'trigger',
			name: 'Trigger',
			type: 'n8n-nodes-prosper.prosperStackTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: WEBHOOK_ID,
			parameters: { events: ['flow_session_completed'] },
			credentials: { prosperStackApi: e2e.credentials.prosperStackApi },
		};
		workflow = await e2e.api.saveWorkflow({ name: 'Attacked', ...inALine([trigger, END]) });
		ledger = createLedger(e2e.api, workflow, 'Trigger');
		await e2e.api.activate(workflow);
		const isListening = async () => (await post('{}')).startsWith('200');
		await until(isListening, { what: 'the webhook to answer' });
	});

	afterAll(async () => {
		await e2e.api.deactivate(workflow);
		process.stdout.write(`${table(['attack', 'expected', 'came'], rows)}\n\n`);
	});

	/** @returns the trigger's answer; or that n8n has refused it */
	async function post(body, type = JSON_TYPE) {
		const response = await fetch(url(), {
			method: 'POST',
			headers: { 'content-type': type },
			body,
		});
		const text = await response.text();
		return response.status >= 400 && !text.includes('received')
			? REFUSED
			: `${response.status} ${text}`;
	}

	test.each(bodies)('a delivery: %s', async (what, body, type, expected) => {
		const row = { attack: `a delivery: ${what}`, expected, came: await post(body, type) };
		rows.push(row);
		expect(row.came).toBe(expected);
	});

	test('after all of them an event comes out, once, though it is delivered again and again', async () => {
		const expected = '1 event, 1 execution';
		const row = { attack: 'a delivery: replayed five times', expected, came: '' };
		rows.push(row);
		const emitted = await e2e.sandbox.emit({ event: 'flow_session_completed' });
		const fired = emitted
			.filter(({ event }) => event !== 'flow_session_started')
			.map(({ event_id: id }) => id);
		for (let times = 0; times < 5; times++) expect(await post(withId(fired[0]))).toBe(RECEIVED);
		const { ids, executions, unasked } = await ledger.settle(fired);
		row.came = `${ids.length} event, ${executions} execution`;
		expect(fired).toHaveLength(1);
		expect(ids).toEqual(fired);
		expect(unasked).toBe(0);
		expect(row.came).toBe(expected);
	});

	test('the service was asked for events only, whatever the IDs were', () => {
		const paths = e2e.sandbox
			.requests()
			.slice(before)
			.filter(({ method }) => method === 'GET')
			.map(({ path }) => path);
		expect(paths).toContain(`/events/${encodeURIComponent('../webhooks')}`);
		expect(paths.filter((path) => !/^\/(events(\/[^/]+)?|webhooks)$/.test(path))).toEqual([]);
	});

	test.each([
		['leadProsper', 'leadProsperApi', { resource: 'campaign', operation: 'getAll' }],
		['prosperStack', 'prosperStackApi', { resource: 'flow', operation: 'getAll' }],
	])(
		'a service that repeats the key in every way: %s shows none',
		async (type, name, parameters) => {
			const inBase64 = Buffer.from(`${STRANGE_KEY}:`).toString('base64');
			const words = [STRANGE_KEY, encodeURIComponent(STRANGE_KEY), inBase64];
			const service = await startScriptedServer();
			const message = words.join(' or ');
			service.answer({ status: 401, body: { message, error: message } });
			const credential = await e2e.api.saveCredential({
				name: `A strange key for ${type}`,
				type: name,
				data: { apiKey: STRANGE_KEY, baseUrl: service.url },
			});
			const { error } = await e2e.runNode(type, parameters, {
				settings: { credentials: { [name]: credential } },
			});
			service.close();
			const row = {
				attack: `the key, repeated to ${type}`,
				expected: '••• or ••• or •••',
				came: '',
			};
			rows.push(row);
			row.came = error.description;
			// What is left of it in n8n's database and logs is searched at the end of the run.
			expect(row.came).toContain(row.expected);
		},
	);
};
