/**
 * The two ProsperStack triggers in a real n8n, with everything that can go wrong around them. Prints
 * a table: events fired, emitted, repeated and lost.
 */
const fs = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const { table } = require('../../demo/table.cjs');
const { startStage } = require('../../n8n/stage.cjs');
const { END, inALine } = require('../../n8n/steps.cjs');
const { until } = require('../../n8n/until.cjs');
const { expectNoKeys } = require('./support/leftBehind.cjs');
const { createLedger } = require('./support/ledger.cjs');
const { testExecution } = require('./support/testExecution.cjs');
const { emptyUserFolder } = require('./support/userFolder.cjs');
const { onlyOn } = require('./support/onlyOn.cjs');

const BOTH = ['flow_session_started', 'flow_session_completed'];
const WEBHOOK_ID = '5f0c4c8e-6c1f-4a54-9c35-0d7a1f4a7b11';

let stage;
let workflow;
let ledger;
const rows = [];

const nodeOf = (type, parameters) => ({
	id: type,
	name: 'Trigger',
	type: `n8n-nodes-prosper.${type}`,
	typeVersion: 1,
	position: [0, 0],
	webhookId: WEBHOOK_ID,
	parameters: { events: BOTH, ...parameters },
	credentials: { prosperStackApi: stage.credentials.prosperStackApi },
});

const save = (name, node) => stage.api.saveWorkflow({ name, ...inALine([node, END]) });

const url = (kind = 'webhook') => `${stage.server.url}/${kind}/${WEBHOOK_ID}/webhook`;
const webhooks = () => stage.sandbox.data.webhooks();
const own = (kind) => webhooks().filter((webhook) => webhook.url === url(kind));

async function emit(what) {
	const emitted = await stage.sandbox.emit(what);
	return emitted.map(({ event_id: id }) => id);
}
const miss = (count = 1) => emit({ count, deliver: false });
const deliver = (body, kind) => stage.sandbox.deliver({ url: url(kind), body });

const activate = () => stage.api.activate(workflow);
const deactivate = () => stage.api.deactivate(workflow);

/** n8n's REST answers before its webhooks do. */
const isListening = () =>
	until(async () => (await deliver({})).status === 200, { what: 'the webhook to answer' });

async function restart() {
	await stage.server.stop();
	await stage.server.start();
	await isListening();
}

/** Waits for what was fired, notes it in the table, and gives the counts. */
async function account(what, fired, note = '', options) {
	const counts = await ledger.settle(fired, options);
	const { fired: all, emitted, repeated, lost, executions } = counts;
	rows.push({ what, fired: all, emitted, repeated, lost, executions, note });
	expect(counts.unasked).toBe(0);
	expect(lost).toBe(0);
	return counts;
}

/** How the deliveries were answered, for the table. */
function answers() {
	const all = stage.sandbox.deliveries();
	const counts = {};
	for (const { status, error } of all) {
		const answer = status ?? error;
		counts[answer] = (counts[answer] ?? 0) + 1;
	}
	const times = all.map(({ ms }) => ms).sort((a, b) => a - b);
	const slowest = times.at(-1) ?? 0;
	/** So many milliseconds, for 95 of 100. */
	const most = times[Math.floor(times.length * 0.95)] ?? 0;
	const list = Object.entries(counts).map(([answer, count]) => `${count} × ${answer}`);
	return { counts, most, slowest, text: `${list.join(', ')}, at most ${slowest} ms` };
}

const reads = () =>
	stage.sandbox.requests().filter(({ operationId }) => /^(list|get)Event/.test(operationId ?? ''));

beforeAll(async () => {
	stage = await startStage({ userFolder: emptyUserFolder('prosperstack-triggers') });
	workflow = await save('By webhook', nodeOf('prosperStackTrigger'));
	ledger = createLedger(stage.api, workflow, 'Trigger');
});

beforeEach(() => {
	stage.sandbox.clearRequests();
	stage.sandbox.clearDeliveries();
	stage.sandbox.setRateLimit({ limit: 100, windowMs: 60_000 });
});

afterEach(() => stage?.sandbox.clearFaults());

afterAll(async () => {
	await stage?.close();
	if (rows.length > 0) process.stdout.write(`${table(Object.keys(rows[0]), rows)}\n`);
});

describe('ProsperStack Trigger', () => {
	test('activation registers one webhook and brings nothing old', async () => {
		const before = webhooks().length;
		await activate();
		await isListening();
		expect(webhooks()).toHaveLength(before + 1);
		expect(own()).toMatchObject([{ events: BOTH }]);
		await account('activation', []);
	});

	test('deliveries', async () => {
		const fired = await emit({ count: 8, spacingMs: 400 });
		const { emitted, executions, ids } = await account('deliveries', fired, answers().text);
		expect(ids).toEqual(fired);
		expect({ emitted, executions }).toEqual({ emitted: 8, executions: 8 });
		expect(answers().counts).toEqual({ 200: 8 });
	});

	/** How deliveries were answered. */
	let repeats;
	let burst;

	test('repeats, one after another and at the same moment', async () => {
		const fired = await emit({ count: 5, repeat: 4 });
		for (const event_id of fired) await deliver({ event_id, event: BOTH[0], data: {} });
		const { repeated } = await account('each 4 × at once, once later', fired, answers().text);
		expect(repeated).toBe(0);
		repeats = answers();
		expect(repeats.counts[200] + (repeats.counts[503] ?? 0)).toBe(25);
	});

	test('forgeries start nothing, and look like any other to their sender', async () => {
		const [real] = await emit();
		const post = async (body) => {
			const headers = { 'content-type': 'application/json' };
			const response = await fetch(url(), { method: 'POST', headers, body });
			const { date: _date, ...rest } = Object.fromEntries(response.headers);
			return { status: response.status, headers: rest, text: await response.text() };
		};
		const [unsent] = await miss();
		const genuine = await post(JSON.stringify({ event: BOTH[1], event_id: unsent, data: {} }));
		const bodies = ['{}', '[]', '"text"', JSON.stringify({ event_id: '../webhooks' })];
		for (let i = 0; i < 10; i++) {
			bodies.push(JSON.stringify({ event: BOTH[1], event_id: `evt_made_up_${i}`, data: {} }));
		}
		const forged = await Promise.all(bodies.map(post));
		for (const answer of forged) expect(answer).toEqual(genuine);
		expect(genuine).toMatchObject({ status: 200, text: '{"received":true}' });
		await account(`${bodies.length} forgeries among real ones`, [real, unsent]);
	});

	test('a burst of 500 in 5 s', async () => {
		const fired = await emit({ count: 500, spacingMs: 9 });
		burst = answers();
		const requests = reads().length;
		const note = `${burst.text}; ${requests} requests`;
		const { repeated } = await account('burst of 500 in 5 s', fired, note);
		expect(repeated).toBe(0);
		expect(requests).toBeLessThan(100);
	});

	onlyOn(['2.8.4'], 'the others need longer for a delivery than these are apart')(
		'repeats, and a burst of 500 in 5 s, are answered at once',
		() => {
			expect(repeats.most).toBeLessThan(1_000);
			const { counts, most, slowest } = burst;
			expect(most).toBeLessThan(1_000);
			// Where the machine has much else to do, some are told to try again; none waits long for it.
			expect(counts[200] + (counts[503] ?? 0)).toBe(500);
			expect(slowest).toBeLessThan(2_000);
		},
	);

	test('300 at 100 a second: all are told that they were received', async () => {
		const fired = await emit({ count: 300, spacingMs: 10 });
		const { counts, text } = answers();
		const { repeated } = await account('300 at 100 a second', fired, text);
		expect(repeated).toBe(0);
		expect(counts).toEqual({ 200: 300 });
	});

	test('1.5, 6 and 20 seconds late: each comes without another delivery', async () => {
		const fired = [];
		for (const shownAfterMs of [1_500, 6_000, 20_000])
			fired.push(...(await emit({ shownAfterMs })));
		const { text } = answers();
		const what = 'shown 1.5, 6 and 20 s late';
		const { repeated } = await account(what, fired, text, { patience: 60_000 });
		expect(repeated).toBe(0);
	});

	test('kill -9 between the answer and the hand-out: it comes with the next delivery', async () => {
		const fired = await emit({ shownAfterMs: 4_000 });
		const { counts, text } = answers();
		expect(counts).toEqual({ 200: 1 });
		await sleep(500);
		await stage.server.kill();
		await sleep(4_000);
		await stage.server.start();
		await isListening();
		await account('kill -9 while one is open', []);
		fired.push(...(await emit()));
		const { repeated } = await account('the delivery after that', fired, text);
		expect(repeated).toBe(0);
	});

	test('published twenty times: one webhook, and nothing of between is lost', async () => {
		const fired = [];
		for (let i = 0; i < 20; i++) {
			await activate();
			fired.push(...(await emit({ deliver: i % 2 === 0 })));
		}
		expect(own()).toHaveLength(1);
		fired.push(...(await emit()));
		const { repeated } = await account('published 20 times', fired, '1 webhook at the service');
		expect(repeated).toBe(0);
	});

	test('deactivation deletes the webhook; what was missed comes after', async () => {
		await deactivate();
		expect(own()).toEqual([]);
		const fired = await emit({ count: 5 });
		await account('switched off', [], 'no webhook at the service');
		await activate();
		fired.push(...(await emit()));
		const { ids, repeated } = await account('switched on again', fired);
		expect(ids.at(-1)).toBe(fired.at(-1));
		expect(repeated).toBe(0);
	});

	test('a restart with a gap, and repeats after it', async () => {
		const before = await emit({ count: 2 });
		// What has come together is saved half a second later.
		await sleep(2_000);
		await stage.server.stop();
		const missed = await emit({ count: 10, spacingMs: 5 });
		await stage.server.start();
		await isListening();
		const [last] = await emit();
		for (const event_id of [...before, ...missed]) await deliver({ event_id });
		const fired = [...before, ...missed, last];
		const { ids, repeated } = await account(
			'restart, 10 missed, all repeated',
			fired,
			answers().text,
		);
		expect(ids.slice(2)).toEqual([...missed, last]);
		expect(repeated).toBe(0);
		expect(own()).toHaveLength(1);
	});

	test.each([700, 1_000, 1_500])('kill -9 %i ms into a burst', async (ms) => {
		const burst = emit({ count: 200, spacingMs: 10 });
		await sleep(ms);
		await stage.server.kill();
		const fired = await burst;
		const { text } = answers();
		await stage.server.start();
		await isListening();
		const cutOff = await ledger.countCutOff();
		fired.push(...(await emit()));
		await account(
			`kill -9 ${ms} ms into a burst of 200`,
			fired,
			`${text}; ${cutOff} never started by n8n`,
		);
		expect(own()).toHaveLength(1);
	});

	test('the service is down while n8n starts', async () => {
		stage.sandbox.fault({ kind: 'status', status: 503, path: '^/webhooks', times: 3 });
		const missed = await miss(3);
		await restart();
		const [last] = await emit();
		const { repeated } = await account('restart while the service is down', [...missed, last]);
		expect(repeated).toBe(0);
		expect(own()).toHaveLength(1);
	});

	test('the events endpoint is down', async () => {
		stage.sandbox.fault({ kind: 'status', status: 500, path: '^/events', times: 6 });
		const fired = await emit({ count: 3, spacingMs: 50 });
		const { counts, text } = answers();
		expect(counts).toEqual({ 503: 3 });
		await sleep(5_000);
		stage.sandbox.clearFaults();
		fired.push(...(await emit()));
		const { repeated } = await account('events endpoint down for 3', fired, text);
		expect(repeated).toBe(0);
	});

	test('429 during read-back', async () => {
		stage.sandbox.setRateLimit({ service: 'prosperStack', limit: 2, windowMs: 4_000 });
		const fired = await emit({ count: 20, spacingMs: 100 });
		const { text, slowest } = answers();
		const { repeated } = await account('429 during read-back', fired, text, { patience: 15_000 });
		expect(repeated).toBe(0);
		expect(slowest).toBeLessThan(1_200);
	});

	test('DELETE answers 405', async () => {
		stage.sandbox.setOptions({ webhookDeleteStatus: 405 });
		for (let i = 0; i < 3; i++) {
			await deactivate();
			await activate();
		}
		const fired = await emit({ count: 2 });
		await account('DELETE answers 405', fired, '1 webhook at the service');
		expect(own()).toHaveLength(1);
		expect(fs.readFileSync(stage.server.logFile, 'utf8')).toMatch(/Remove it by hand/);
		stage.sandbox.setOptions({ webhookDeleteStatus: 204 });
	});

	test('“Listen for test event” shows a real sample and leaves production alone', async () => {
		const { waitingForWebhook } = await stage.api.startRun(workflow, 'Trigger');
		expect(waitingForWebhook).toBe(true);
		expect(own('webhook-test')).toHaveLength(1);
		const fired = await emit();
		const { runData } = await testExecution(stage, workflow);
		const [[item]] = runData.Trigger[0].data.main;
		expect(item.json).toMatchObject({ event_id: fired[0], status: expect.any(String) });
		const { repeated } = await account('listening for a test event', fired, 'sample shown too');
		expect(repeated).toBe(0);
		expect(own('webhook-test')).toEqual([]);
		expect(own()).toHaveLength(1);
	});

	test('the eleventh webhook: an error that says what to remove, and where', async () => {
		await deactivate();
		const { baseUrl, apiKey } = stage.sandbox.prosperStack;
		while (webhooks().length < 10) {
			await fetch(`${baseUrl}/webhooks`, {
				method: 'POST',
				headers: {
					authorization: `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`,
					'content-type': 'application/json',
				},
				body: JSON.stringify({ url: `https://example.com/${webhooks().length}`, events: BOTH }),
			});
		}
		const { message } = await activate().catch((error) => error);
		expect(message).toMatch(/allows 10 webhooks, and this account has 10/);
		expect(message).toMatch(/Settings → Integrations → Webhooks/);
		expect(webhooks()).toHaveLength(10);
	});
});

describe('ProsperStack Polling Trigger', () => {
	const poll = async () => {
		await deactivate();
		await activate();
	};

	beforeAll(async () => {
		workflow = await save('By polling', {
			...nodeOf('prosperStackPollingTrigger', { pollTimes: { item: [{ mode: 'everyHour' }] } }),
			webhookId: undefined,
		});
		ledger = createLedger(stage.api, workflow, 'Trigger');
	});

	test('a test in the editor shows the newest event', async () => {
		const run = await stage.api.run(workflow, 'Trigger');
		const [[item]] = run.data.resultData.runData.Trigger[0].data.main;
		expect(item.json.event_id).toBe(stage.sandbox.data.events().at(-1).id);
		await ledger.settle([], { patience: 0 });
	});

	test('the first poll brings nothing', async () => {
		await activate();
		await account('polling: first poll', []);
	});

	test('what is new, over several pages', async () => {
		const fired = await miss(250);
		await poll();
		await poll();
		const { repeated } = await account('polling: 250 new, polled twice', fired);
		expect(repeated).toBe(0);
	});

	test('a poll that fails', async () => {
		const fired = await miss(150);
		stage.sandbox.fault({ kind: 'status', status: 401, path: 'cursor=', body: { error: 'No' } });
		await deactivate();
		await activate().catch(() => {});
		await poll();
		const { repeated } = await account('polling: second page fails', fired);
		expect(repeated).toBe(0);
	});

	test('a restart with a gap', async () => {
		const fired = await miss(3);
		await stage.server.stop();
		fired.push(...(await miss(3)));
		await stage.server.start();
		const { repeated } = await account('polling: restart with a gap', fired);
		expect(repeated).toBe(0);
	});

	test('a point that the service no longer knows', async () => {
		const fired = await miss(3);
		stage.sandbox.expireEvents(stage.sandbox.data.events().at(-3).created_at);
		await poll();
		await poll();
		const { repeated } = await account('polling: pointer unknown', fired);
		expect(repeated).toBe(0);
	});
});

test('no request was outside the contract', () => {
	expect(stage.sandbox.violations()).toEqual([]);
});

test('no key lies in what all this has left behind', () => expectNoKeys(stage));
