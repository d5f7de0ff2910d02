/**
 * The floor: the same work as a plain script, without n8n, without care for limits or failures.
 *
 *     node bench/bareLoop.cjs <key of a row> <address of the stand-in>
 *
 * Prints the milliseconds that it took, and how many records it has.
 */
const { leadId, subscriberId } = require('./ids.cjs');

const [, , key, url] = process.argv;

/**
 * @param {string} path
 * @param {{method?: string, body?: string}} [options]
 * @returns {Promise<any>} the answer's JSON
 */
async function ask(path, { method = 'GET', body } = {}) {
	const response = await fetch(url + path, {
		method,
		headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
		body,
	});
	if (!response.ok) throw new Error(`${path}: ${response.status}`);
	return await response.json();
}

async function leads(campaign) {
	const all = [];
	for (let cursor = ''; cursor !== null;) {
		const query = `campaign=${campaign}&start_date=2026-10-01&end_date=2026-10-31&timezone=UTC`;
		const page = await ask(`/public/leads?${query}&search_after=${cursor}`);
		all.push(...page.leads);
		cursor = page.search_after;
	}
	return all;
}

async function sessions() {
	const all = [];
	for (let cursor = ''; cursor !== null;) {
		const page = await ask(`/v1/flow_sessions?limit=100&cursor=${cursor}`);
		all.push(...page.data);
		cursor = page.next_cursor;
	}
	return all;
}

/** All at once. */
const each = (count, work) => Promise.all(Array.from({ length: count }, (_, index) => work(index)));

const lookUps = (count) => each(count, (index) => ask(`/public/lead/${leadId('10000', index)}`));

const update = (index) =>
	ask(`/v1/subscribers/${subscriberId(index)}`, {
		method: 'PATCH',
		body: JSON.stringify({ properties: { tier: 'gold' } }),
	});

const work = {
	leads10000: () => leads('10000'),
	leads30000: () => leads('30000'),
	campaigns: async () => {
		const campaigns = await ask('/public/campaigns');
		return (await Promise.all(campaigns.map(({ id }) => leads(id)))).flat();
	},
	dailyStats: async () => {
		const day = (index) => `2026-10-${String(index + 1).padStart(2, '0')}`;
		const query = (index) => `start_date=${day(index)}&end_date=${day(index)}&timezone=UTC`;
		return (await each(30, (index) => ask(`/public/stats?${query(index)}`))).flat();
	},
	lookUps1000: () => lookUps(1_000),
	lookUps100: () => lookUps(100),
	sessions,
	updates: () => each(300, update),
};

async function main() {
	// The first requests of a process also load what fetch needs; in n8n all is loaded.
	await each(10, () => ask('/public/campaigns'));
	const start = performance.now();
	const records = await work[key]();
	const ms = performance.now() - start;
	process.stdout.write(JSON.stringify({ ms, gave: records.length }));
}

main().catch((error) => {
	process.stderr.write(`${error.stack}\n`);
	process.exitCode = 1;
});
