/**
 * How fast the nodes are: the same work by our node, by n8n's HTTP Request node and by a bare loop.
 *
 *     npm run bench              everything, about 20 minutes; writes docs/performance.md
 *     npm run bench -- --quick   a few rows, under two minutes; writes nothing
 *
 * It needs a machine with nothing else to do.
 */
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { parseArgs } = require('node:util');
const { startStage } = require('../n8n/stage.cjs');
const { createContestants } = require('./contestants.cjs');
const { measureDeliveries } = require('./deliveries.cjs');
const { measureFootprint } = require('./footprint.cjs');
const { measureMemory } = require('./memory.cjs');
const { asText, writePage } = require('./report.cjs');
const { LIMIT, leastRequests, limitedRows, rows } = require('./rows.cjs');
const { startStandIn } = require('./standIn.cjs');
const { spread } = require('./statistics.cjs');

/**
 * @typedef {import('./contestants.cjs').Contestant} Contestant
 * @typedef {import('./rows.cjs').Row} Row
 *
 * @typedef {object} Work a row at one latency
 * @property {Row} row
 * @property {number} latencyMs
 * @property {Record<Contestant, number[]>} times milliseconds of the rounds; none where it failed
 * @property {Record<Contestant, number>} requests in the last round
 * @property {Record<Contestant, string>} errors
 *
 * @typedef {object} Limited a row under a limit, by one contestant
 * @property {Row} row
 * @property {'ours' | 'httpRequest'} who
 * @property {boolean} headers
 * @property {number} leastMs the least time in which so many requests are allowed
 * @property {number} [ms]
 * @property {number} requests
 * @property {number} refused
 * @property {string} [error]
 *
 * @typedef {object} Findings
 * @property {Work[]} works
 * @property {Limited[]} limited
 * @property {{latencyMs: number, ms: number[], requests: number}[]} searches
 * @property {Awaited<ReturnType<typeof measureDeliveries>>} deliveries
 * @property {Awaited<ReturnType<typeof measureMemory>>} memory
 * @property {ReturnType<typeof measureFootprint>} footprint
 */

const root = path.join(__dirname, '..');
const userFolder = path.join(root, '.cache', 'bench');
const { name, version } = require('../package.json');

/**
 * What is measured, the slowest first. Where nearly all is waiting, few rounds are enough.
 */
const FULL = {
	rows,
	limited: true,
	rounds: [
		{ latencyMs: 200, rounds: 1 },
		{ latencyMs: 50, rounds: 3 },
		{ latencyMs: 0, rounds: 5 },
	],
	memoryRounds: 3,
};
const QUICK_ROWS = ['leads10000', 'updates', 'lookUps100'];
const QUICK = {
	rows: rows.filter(({ key }) => QUICK_ROWS.includes(key)),
	limited: false,
	rounds: [
		{ latencyMs: 50, rounds: 1 },
		{ latencyMs: 0, rounds: 3 },
	],
	memoryRounds: 0,
};

/** What the editor's lists have read serves for ten seconds, and is to be read again. */
const LISTS_SERVE_MS = 11_000;

/** @type {Contestant[]} */
const ALL = ['ours', 'httpRequest', 'bareLoop'];

const log = (line) => process.stdout.write(`${line}\n`);

/** So that none is always the first one: the order goes round. */
const inTurn = (round) => ALL.map((_, index) => ALL[(index + round) % ALL.length]);

/** @returns {Promise<Work[]>} each row at this latency */
async function measureWorks(contestants, { latencyMs, rounds }, chosen) {
	const zero = () => ({ ours: 0, httpRequest: 0, bareLoop: 0 });
	/** @type {Work[]} */
	const works = chosen.map((row) => ({
		row,
		latencyMs,
		times: { ours: [], httpRequest: [], bareLoop: [] },
		requests: zero(),
		errors: { ours: '', httpRequest: '', bareLoop: '' },
	}));
	for (let round = 0; round < rounds; round++) {
		for (const { row, times, requests, errors } of works) {
			for (const who of inTurn(round)) {
				const result = await contestants.run(who, row, { latencyMs });
				requests[who] = result.requests;
				if (result.error) errors[who] = result.error;
				else times[who].push(result.ms);
				const outcome = result.error ? `failed: ${result.error}` : spread([result.ms]);
				log(`${latencyMs} ms, round ${round + 1}: ${row.name}, ${who}: ${outcome}`);
			}
		}
	}
	return works;
}

/** @returns {Promise<Limited[]>} */
async function measureLimited(contestants) {
	/** @type {Limited[]} */
	const limited = [];
	/** @type {{who: 'ours' | 'httpRequest', headers: boolean}[]} */
	const cases = [
		{ who: 'ours', headers: true },
		{ who: 'ours', headers: false },
		{ who: 'httpRequest', headers: true },
	];
	for (const row of limitedRows) {
		const windows = Math.ceil(leastRequests[row.key] / LIMIT.requests);
		const leastMs = (windows - 1) * LIMIT.windowMs;
		for (const { who, headers } of cases) {
			const conditions = { latencyMs: 0, limit: { ...LIMIT, headers } };
			const { ms, requests, refused, error } = await contestants.run(who, row, conditions);
			limited.push({
				row,
				who,
				headers,
				leastMs,
				ms: error ? undefined : ms,
				requests,
				refused,
				error,
			});
			log(
				`under a limit, headers ${headers}: ${row.name}, ${who}: ${error ?? spread([ms])}, ${refused} refused`,
			);
		}
	}
	return limited;
}

async function measureSearches(contestants, { latencyMs, rounds }) {
	const found = [];
	for (let round = 0; round < rounds; round++) {
		await sleep(LISTS_SERVE_MS);
		found.push(await contestants.searchSubscribers(latencyMs));
	}
	return { latencyMs, ms: found.map(({ ms }) => ms), requests: found[0].requests };
}

/** The first run of anything also loads what it needs. */
async function warmUp(contestants) {
	for (const row of rows.filter(({ key }) => QUICK_ROWS.includes(key))) {
		for (const who of ALL) await contestants.run(who, row, { latencyMs: 0 });
	}
}

/** @returns {Promise<Findings>} */
async function measure(stage, standIn, plan) {
	const contestants = await createContestants(stage, standIn);
	// First: it starts n8n anew, which later would take the run before for one that it has to take up.
	const memory = plan.memoryRounds
		? await measureMemory(stage, contestants, plan.memoryRounds)
		: undefined;
	await warmUp(contestants);
	const limited = plan.limited ? await measureLimited(contestants) : [];
	const works = [];
	const searches = [];
	for (const rounds of plan.rounds) {
		works.push(...(await measureWorks(contestants, rounds, plan.rows)));
		searches.push(await measureSearches(contestants, rounds));
	}
	works.sort((a, b) => rows.indexOf(a.row) - rows.indexOf(b.row) || a.latencyMs - b.latencyMs);
	searches.sort((a, b) => a.latencyMs - b.latencyMs);
	const deliveries = await measureDeliveries(stage);
	const footprint = measureFootprint(
		path.join(root, '.cache', 'pack', `${name}-${version}.tgz`),
		path.join(userFolder, '.n8n', 'nodes', 'node_modules', name),
	);
	return { works, limited, searches, deliveries, memory, footprint };
}

async function main() {
	const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
	fs.rmSync(userFolder, { recursive: true, force: true });
	const standIn = await startStandIn();
	// The sandbox is there for the deliveries only.
	const stage = await startStage({ userFolder, log, sandbox: { rateLimit: { limit: 1_000_000 } } });
	try {
		const findings = await measure(stage, standIn, values.quick ? QUICK : FULL);
		log(`\n${asText(findings)}`);
		if (!values.quick) await writePage(findings);
	} finally {
		await stage.close();
		standIn.close();
	}
}

main().catch((error) => {
	process.stderr.write(`${error.stack}\n`);
	process.exitCode = 1;
});
