/**
 * What `npm run test:queue` can run, by name. Each gives rows of the table; `ok` says whether all is
 * as it should be.
 *
 * @typedef {import('../../n8n/stage.cjs').Stage & {server: any}} Stage `server` is a cluster
 * @typedef {{what: string, fired: number, emitted: number, repeated: number, lost: number, note: string, ok: boolean}} Row
 */
const { setTimeout: sleep } = require('node:timers/promises');
const { examples, runExample } = require('../../demo/examples.cjs');
const { inALine, START } = require('../../n8n/steps.cjs');
const { activeTrigger, pause, saveTrigger } = require('./workflows.cjs');

const COUNT = 300;
const SPACING_MS = 40;
const MINUTE = 60_000;

const idsOf = (emitted) => emitted.map(({ event_id: id }) => id);

/** How the deliveries were answered. */
function answers({ sandbox }) {
	const all = sandbox.deliveries();
	const counts = {};
	for (const { status, error } of all) counts[status ?? error] = (counts[status ?? error] ?? 0) + 1;
	const list = Object.entries(counts).map(([answer, count]) => `${count} × ${answer}`);
	return `${list.join(', ')}, at most ${Math.max(...all.map(({ ms }) => ms))} ms`;
}

/**
 * Waits for what was fired, and makes a row of it.
 * @param {Stage} stage
 * @param {{ledger: ReturnType<typeof import('../e2e/support/ledger.cjs').createLedger>}} trigger
 * @param {string} what
 * @param {string[]} fired
 * @param {{patience?: number, may?: {repeat?: boolean, lose?: boolean}}} [options] `may`: what is no
 *   failure, because n8n can't have it otherwise
 */
async function rowOf(stage, trigger, what, fired, options = {}) {
	const { patience = 30_000, may = {} } = options;
	const { emitted, repeated, lost, executions } = await trigger.ledger.settle(fired, { patience });
	const note = `${executions} executions; ${answers(stage)}`;
	const ok = (may.repeat || repeated === 0) && (may.lose || lost === 0);
	return { what, fired: fired.length, emitted, repeated, lost, note, ok };
}

/**
 * A burst at a trigger of its own.
 * @param {Stage} stage
 * @param {string} what
 * @param {Parameters<typeof rowOf>[4] & {route?: (count: number) => import('./frontDoor.cjs').Copy[],
 *   during?: () => Promise<void>, step?: object, retries?: number}} [options] `during` is called once
 *   it has begun
 */
async function burst(stage, what, { route, during, step, retries, ...options } = {}) {
	const { sandbox, server } = stage;
	const trigger = await activeTrigger(stage, what, step);
	server.door.route(route);
	const underWay = sandbox.emit({ count: COUNT, spacingMs: SPACING_MS, retries });
	await during?.();
	const fired = idsOf(await underWay);
	const row = await rowOf(stage, trigger, what, fired, options);
	server.door.route();
	await trigger.deactivate();
	return [row];
}

/** To one webhook processor, and a copy to the other. */
const toBoth = (afterMs) => (count) => [
	{ processor: count % 2 },
	{ processor: (count + 1) % 2, afterMs },
];

async function runExamples(stage) {
	const rows = [];
	for (const example of examples()) {
		const { ok, items, result } = await runExample(stage, example);
		stage.sandbox.reset();
		const what = `example “${example.name}”`;
		rows.push({ what, fired: 1, emitted: ok ? 1 : 0, repeated: 0, lost: 0, note: result, ok });
		if (items === 0) rows[rows.length - 1].ok = false;
	}
	return rows;
}

const CAMPAIGN = 30108;
const BUYER = { campaign: 21624, buyer: 55080 };

/** By event of the Lead Prosper Trigger: what happens in the account, and the id of a record. */
const leadProsperEvents = {
	newLead: {
		happen: ({ sandbox }) =>
			sandbox.addLeads({ campaignId: CAMPAIGN, count: 1, lead: { test: false } }),
		idOf: ({ id }) => id,
	},
	leadChanged: {
		prepare: ({ sandbox }) =>
			sandbox.addLeads({
				campaignId: CAMPAIGN,
				count: 1,
				at: Date.now() - 10 * MINUTE,
				lead: { test: false, returned: false },
			}),
		happen: ({ sandbox }, [lead]) => {
			sandbox.changeLead(lead.id, { returned: true });
			return [lead];
		},
		idOf: ({ id }) => id,
	},
	buyerPausedOrResumed: {
		happen: ({ sandbox }) => {
			sandbox.setBuyer(BUYER.campaign, BUYER.buyer, { paused: 1 });
			return [{ id: `${BUYER.buyer}` }];
		},
		idOf: ({ buyer_id: id }) => id && `${id}`,
	},
	capReached: {
		prepare: ({ sandbox }) => setCap(sandbox, '20'),
		happen: ({ sandbox }) => {
			setCap(sandbox, '25');
			return [{ id: `${BUYER.buyer}` }];
		},
		idOf: ({ buyer_id: id }) => id && `${id}`,
	},
};

const setCap = (sandbox, used) =>
	sandbox.setBuyer(BUYER.campaign, BUYER.buyer, {
		caps: { leads: [{ limit: 25, used, type: 'day' }], budget: [] },
	});

async function pollingRow(what, trigger, happen) {
	await trigger.activate();
	const fired = (await happen()).map(({ id, event_id: eventId }) => id ?? eventId);
	await trigger.poll();
	await trigger.poll();
	const counts = await trigger.ledger.settle(fired);
	await trigger.deactivate();
	const { emitted, repeated, lost, executions } = counts;
	const ok = emitted === fired.length && repeated === 0 && lost === 0;
	return {
		what,
		fired: fired.length,
		emitted,
		repeated,
		lost,
		note: `${executions} executions`,
		ok,
	};
}

async function runTriggers(stage) {
	const { sandbox } = stage;
	const rows = [];
	const polling = await saveTrigger(stage, {
		name: 'ProsperStack Polling Trigger',
		type: 'prosperStackPollingTrigger',
		parameters: { events: ['flow_session_completed'] },
		credential: 'prosperStackApi',
	});
	const miss = () => sandbox.emit({ count: 3, deliver: false });
	rows.push(await pollingRow('ProsperStack Polling Trigger', polling, miss));

	for (const [event, { prepare, happen, idOf }] of Object.entries(leadProsperEvents)) {
		const before = prepare?.(stage);
		const name = `Lead Prosper Trigger, ${event}`;
		const trigger = await saveTrigger(stage, {
			name,
			type: 'leadProsperTrigger',
			parameters: {
				event,
				campaignScope: 'several',
				campaignIds: [String(CAMPAIGN), String(BUYER.campaign)],
			},
			credential: 'leadProsperApi',
			idOf,
		});
		rows.push(await pollingRow(name, trigger, async () => happen(stage, before)));
	}

	const webhook = await activeTrigger(stage, 'ProsperStack Trigger');
	const fired = idsOf(await sandbox.emit({ count: 8, spacingMs: 400 }));
	rows.push(await rowOf(stage, webhook, 'ProsperStack Trigger', fired));
	await webhook.deactivate();
	return rows;
}

/** 20 events whose deliveries get lost, among 300 that arrive; then a delivery every two seconds. */
async function runMissed(stage) {
	const { sandbox } = stage;
	const what = '300 delivered, 20 missed among them';
	const trigger = await activeTrigger(stage, what);
	const fired = [];
	const underWay = sandbox.emit({ count: COUNT, spacingMs: SPACING_MS });
	for (let i = 0; i < 20; i++) {
		await sleep((COUNT * SPACING_MS) / 21);
		fired.push(...idsOf(await sandbox.emit({ count: 1, deliver: false })));
	}
	fired.push(...idsOf(await underWay));
	fired.push(...idsOf(await sandbox.emit({ count: 90, spacingMs: 2_000 })));
	const row = await rowOf(stage, trigger, what, fired);
	await trigger.deactivate();
	return [row];
}

const READS = 120;

/** Two executions that read 120 records each, at a service that allows 100 requests a minute in all. */
async function runRateLimit({ api, sandbox, credentials }) {
	const ids = sandbox.data.subscribers().map(({ id }) => id);
	const save = (which) =>
		api.saveWorkflow({
			name: `Reads ${which}`,
			...inALine([
				START,
				{
					id: 'read',
					name: 'Read',
					type: 'n8n-nodes-prosper.prosperStack',
					typeVersion: 1,
					position: [200, 0],
					parameters: {
						resource: 'subscriber',
						operation: 'get',
						subscriberId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
					},
					credentials: { prosperStackApi: credentials.prosperStackApi },
				},
			]),
			pinData: {
				Start: ids.slice(which * READS, (which + 1) * READS).map((id) => ({ json: { id } })),
			},
		});
	const workflows = [await save(0), await save(1)];
	sandbox.clearRequests();
	sandbox.setRateLimit({ limit: 100, windowMs: MINUTE });
	const began = Date.now();
	const runs = await Promise.all(
		workflows.map(async (workflow) => {
			const { executionId } = await api.startRun(workflow, START.name);
			return await api.finished(executionId, 5 * MINUTE);
		}),
	);
	const seconds = (Date.now() - began) / 1_000;
	const read = runs.map(({ data }) => data.resultData.runData.Read?.[0].data?.main[0]?.length ?? 0);
	const refused = sandbox.requests().filter(({ status }) => status === 429).length;
	const emitted = read[0] + read[1];
	return [
		{
			what: '120 + 120 reads under one limit of 100 a minute',
			fired: 2 * READS,
			emitted,
			repeated: 0,
			lost: 2 * READS - emitted,
			note: `${seconds.toFixed(1)} s (120 s is the least); ${refused} refusals`,
			ok: emitted === 2 * READS && seconds < 132,
		},
	];
}

/** @type {Record<string, (stage: Stage) => Promise<Row[]>>} */
const scenarios = {
	examples: runExamples,
	triggers: runTriggers,
	burst: (stage) => burst(stage, '300 deliveries over two webhook processors'),
	missed: runMissed,
	copies: (stage) =>
		burst(stage, 'a copy of each, 3 s later, at the other', { route: toBoth(3_000) }),
	'same-moment': (stage) =>
		burst(stage, 'a copy of each, at the same moment, at the other', {
			route: toBoth(0),
			may: { repeat: true },
		}),
	'processor-killed': async (stage) => {
		const [first] = stage.server.processors;
		const rows = await burst(stage, 'one of two webhook processors is killed', {
			retries: 20,
			async during() {
				await sleep((COUNT * SPACING_MS) / 2);
				await first.kill();
				stage.server.door.route(() => [{ processor: 1 }]);
			},
			patience: 60_000,
			// What was recorded in the last moments may not be remembered yet, and its sender tries again.
			may: { repeat: true },
		});
		await first.start();
		return rows;
	},
	'worker-killed': async (stage) => {
		const [first] = stage.server.workers;
		const rows = await burst(stage, 'one of two workers is killed', {
			step: pause,
			async during() {
				await sleep((COUNT * SPACING_MS) / 2);
				await first.kill();
			},
			patience: 3 * MINUTE,
			may: { lose: true },
		});
		await first.start();
		return rows;
	},
	'rate-limit': runRateLimit,
};

module.exports = { scenarios };
