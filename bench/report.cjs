const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const prettier = require('prettier');
const { table } = require('../demo/table.cjs');
const { judge, ratios } = require('./goals.cjs');
const { LIMIT } = require('./rows.cjs');
const { median, spread } = require('./statistics.cjs');

/** The page that holds the figures, between two markers. */
const FILE = path.join(__dirname, '..', 'docs', 'performance.md');
const BEGIN = '<!-- written by npm run bench: begin -->';
const END = '<!-- written by npm run bench: end -->';

const NOTHING = '–';

/** Ratios as text: the middle one and, of several, the lowest and the highest. */
function ratioText(all) {
	if (all.length === 0) return NOTHING;
	const middle = median(all).toFixed(2);
	const ends = `${Math.min(...all).toFixed(2)}–${Math.max(...all).toFixed(2)}`;
	return all.length === 1 ? middle : `${middle} (${ends})`;
}

/** @param {import('./bench.cjs').Work} work */
function workRow({ row, latencyMs, times: taken, requests, errors }) {
	const cell = (who) => (taken[who].length > 0 ? spread(taken[who]) : `failed: ${errors[who]}`);
	return {
		work: row.name,
		latency: `${latencyMs} ms`,
		'our node': cell('ours'),
		'HTTP Request': cell('httpRequest'),
		'bare loop': cell('bareLoop'),
		'to HTTP Request': ratioText(ratios(taken.ours, taken.httpRequest)),
		'to bare loop': ratioText(ratios(taken.ours, taken.bareLoop)),
		requests: requests.ours,
		'requests of HTTP Request': requests.httpRequest,
	};
}

const NAMES = { ours: 'our node', httpRequest: 'HTTP Request' };

/** @param {import('./bench.cjs').Limited} limited */
function limitedRow({ row, who, headers, leastMs, ms, requests, refused, error }) {
	return {
		work: row.name,
		by: NAMES[who],
		'headers tell': headers ? 'yes' : 'no',
		time: ms === undefined ? `failed: ${error}` : spread([ms]),
		'least time': spread([leastMs]),
		'to least time': ratioText(ms === undefined ? [] : [ms / leastMs]),
		requests,
		refused,
	};
}

/**
 * The parts of the report: a heading each, and rows of one shape.
 * @param {import('./bench.cjs').Findings} findings
 */
function partsOf(findings) {
	const { works, limited, searches, deliveries, memory, footprint } = findings;
	const memoryRow = (who, peaks) => {
		const range = `${Math.min(...peaks)}–${Math.max(...peaks)}`;
		return { by: NAMES[who], 'peak memory of n8n': `${median(peaks)} MB (${range})` };
	};
	const parts = [
		{ title: 'The same work', rows: works.map(workRow) },
		{
			title: `Under a limit of ${LIMIT.requests} requests in ${LIMIT.windowMs / 1000} s`,
			rows: limited.map(limitedRow),
		},
		{
			title: 'The editor’s search in a list of 2,000 subscribers, to its end',
			rows: searches.map(({ latencyMs, ms, requests }) => ({
				latency: `${latencyMs} ms`,
				time: spread(ms),
				requests,
			})),
		},
		{
			title: '500 deliveries in 5 s',
			rows: deliveries.map(
				({ who, answered, medianMs, slowestMs, executions, lost, repeated }) => ({
					to: who,
					'answered with 200': answered,
					'answered within, median': `${medianMs} ms`,
					'at most': `${slowestMs} ms`,
					executions,
					lost,
					repeated,
				}),
			),
		},
		{
			title: 'Memory, for the list of 30,000 leads in a fresh n8n',
			rows: memory ? Object.entries(memory).map(([who, peaks]) => memoryRow(who, peaks)) : [],
		},
		{
			title: 'The package',
			rows: [
				{
					download: `${footprint.packedKb} kB`,
					installed: `${footprint.installedKb} kB`,
					files: footprint.files,
					'all nodes loaded in': `${footprint.loadMs} ms`,
				},
			],
		},
		{
			title: 'Goals',
			rows: judge(findings).map(({ what, goal, came, met }) => ({
				what,
				goal,
				came,
				met: met ? 'yes' : '**no**',
			})),
		},
	];
	return parts.filter(({ rows }) => rows.length > 0);
}

function machine() {
	const { n8n: n8nVersion } = require('../n8n/package.json').dependencies;
	const cpus = os.cpus();
	const gigabytes = Math.round(os.totalmem() / 1024 ** 3);
	return `${cpus.length} cores (${cpus[0].model.trim()}), ${gigabytes} GB of memory, ${os.type()}, Node.js ${process.versions.node}, n8n ${n8nVersion}; ${new Date().toISOString().slice(0, 10)}`;
}

function markdownTable(rows) {
	const names = Object.keys(rows[0]);
	const line = (cells) => `| ${cells.join(' | ')} |`;
	return [
		line(names),
		line(names.map(() => '---')),
		...rows.map((row) => line(names.map((name) => row[name]))),
	].join('\n');
}

/** The report for the terminal. */
function asText(findings) {
	const parts = partsOf(findings).map(
		({ title, rows }) => `${title}\n\n${table(Object.keys(rows[0]), rows)}`,
	);
	return [machine(), ...parts].join('\n\n');
}

/** Writes the report into docs/performance.md; the text around it stays. */
async function writePage(findings) {
	const parts = partsOf(findings).map(({ title, rows }) => `## ${title}\n\n${markdownTable(rows)}`);
	const report = [`Measured on: ${machine()}.`, ...parts].join('\n\n');
	const page = fs.readFileSync(FILE, 'utf8');
	const before = page.slice(0, page.indexOf(BEGIN));
	const after = page.slice(page.indexOf(END) + END.length);
	const text = `${before}${BEGIN}\n\n${report}\n\n${END}${after}`;
	const settings = await prettier.resolveConfig(FILE);
	fs.writeFileSync(FILE, await prettier.format(text, { ...settings, filepath: FILE }));
}

module.exports = { asText, writePage };
