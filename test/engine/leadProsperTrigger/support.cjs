/** The Lead Prosper Trigger in n8n's engine, with the sandbox as the service and a clock to step. */
const { startSandbox } = require('../../../sandbox/index.cjs');
const { realDate, setDate, stepDate } = require('../support/clock.cjs');
const { createEngine } = require('../support/engine.cjs');

const TYPE = 'leadProsperTrigger';
/** New York: 11:00, days after the clocks went forward. */
const START = '2026-03-12T15:00:00Z';
const ZONE = 'America/New_York';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A campaign without leads in the seed. */
const QUIET = 30108;

const credentials = { leadProsperApi: { id: 'right', name: 'right' } };

/** As the editor saves a resource locator. */
const byId = (value) => ({ __rl: true, mode: 'id', value: String(value) });
const one = (campaign) => ({ campaignScope: 'one', campaignId: byId(campaign) });
const several = (...campaigns) => ({
	campaignScope: 'several',
	campaignIds: campaigns.map(String),
});

let nodes = 0;

/**
 * One trigger as n8n holds it: its node, and the workflow's static data as they are in n8n's
 * database. n8n saves them when it has activated a workflow, and when a poll puts something out. What
 * the process remembers goes by the node's id, so another id is another process.
 */
function createTrigger(engine, parameters, timezone = ZONE) {
	let workflow;
	let node = { id: `node-${++nodes}`, name: 'Node', credentials };

	async function poll(options) {
		const { items } = await engine.poll(TYPE, trigger.parameters, { workflow, node, ...options });
		return items;
	}
	function save() {
		if (workflow.staticData.__dataChanged) trigger.saved = JSON.stringify(workflow.staticData);
		workflow.staticData.__dataChanged = false;
	}

	const trigger = {
		parameters: { output: 'raw', ...parameters },
		/** As in the database: a text. */
		saved: '{}',
		memory: () => JSON.parse(trigger.saved)[`node:${node.name}`]?.memory,
		/** n8n loads the workflow and polls once; with other settings if there are any. */
		async activate(change = {}) {
			trigger.parameters = { ...trigger.parameters, ...change };
			const made = engine.makeNode(TYPE, trigger.parameters, node);
			const staticData = JSON.parse(trigger.saved);
			workflow = engine.makeWorkflow([made], {}, { staticData, timezone });
			const items = await poll();
			save();
			return items;
		},
		/** Each minute, or whatever the user chose. */
		async poll() {
			const items = await poll();
			if (items) save();
			return items;
		},
		/** What the in-memory static data take, as they would be saved now. */
		size: () => Buffer.byteLength(JSON.stringify(workflow.staticData)),
		/** n8n ends: what was not saved is gone. */
		forget() {
			node = { ...node, id: `node-${++nodes}` };
		},
		/** n8n ends, and starts again. */
		async restart() {
			trigger.forget();
			return await trigger.activate();
		},
		/** Another name, saved: n8n loads the workflow. Static data are saved by the node's name. */
		async rename(name, change) {
			node = { ...node, name };
			return await trigger.activate(change);
		},
		/** "Fetch Test Event" in the editor. */
		test: () => poll({ mode: 'manual' }),
	};
	return trigger;
}

/** Call it at the top of a test file. The sandbox is as in the seed, and it is START, before each test. */
function triggerTests() {
	/** @type {import('../../../sandbox/index.cjs').Sandbox} */
	let sandbox;
	/** @type {import('../support/engine.cjs').Engine} */
	let engine;

	beforeAll(async () => {
		setDate(START);
		sandbox = await startSandbox({ today: START, rateLimit: { limit: 100_000 } });
		const { baseUrl, apiKey } = sandbox.leadProsper;
		engine = await createEngine({ credentials: { right: { baseUrl, apiKey } } });
	});
	afterAll(async () => {
		engine.close();
		await sandbox.close();
		realDate();
	});
	beforeEach(() => {
		setDate(START);
		sandbox.reset();
		sandbox.setClock(0);
	});
	afterEach(() => expect(sandbox.violations()).toEqual([]));

	const makeTrigger = (parameters, timezone) => createTrigger(engine, parameters, timezone);

	return {
		get sandbox() {
			return sandbox;
		},
		get engine() {
			return engine;
		},
		trigger: makeTrigger,
		/** An active trigger, and no requests so far. */
		async active(parameters, timezone) {
			const trigger = makeTrigger(parameters, timezone);
			expect(await trigger.activate()).toBeNull();
			sandbox.clearRequests();
			return trigger;
		},
		/** The requests since it was last asked, as paths. */
		asked() {
			const paths = sandbox.requests().map(({ path }) => path);
			sandbox.clearRequests();
			return paths;
		},
		/**
		 * Leads in the quiet campaign, or another, that came so long before now, each a second apart.
		 * @param {{ count?: number, ago?: number, campaignId?: number, stepMs?: number }
		 *   & Record<string, unknown>} [what] `ago` and `stepMs` in milliseconds; fields of the leads
		 * @returns {object[]} the leads, oldest first
		 */
		addLeads: ({ count = 1, ago = 0, campaignId = QUIET, stepMs = 1000, ...lead } = {}) =>
			sandbox.addLeads({
				campaignId,
				count,
				at: Date.now() - ago - (count - 1) * stepMs,
				stepMs,
				lead: { test: false, ...lead },
			}),
		stepTo: setDate,
		step: stepDate,
	};
}

const ids = (records) => (records ?? []).map(({ id }) => id);

module.exports = { HOUR, MINUTE, QUIET, START, ZONE, ids, one, several, triggerTests };
