/**
 * `npm run test:matrix`: the end-to-end suites on each n8n of n8n/versions.cjs, with the Node that it
 * is tested on, and the package loaded on each Node. Installs what is missing, and prints one table.
 * `npm run test:matrix -- 2.41.1` runs one n8n, or several that are named.
 */
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { promisify } = require('node:util');
const { installN8n, installProject, step } = require('../../n8n/install.cjs');
const { installNode, nodePath } = require('../../n8n/node.cjs');
const { chosenVersion, versions } = require('../../n8n/versions.cjs');

const NODES = [20, 22, 24];
const E2E = path.join(__dirname, '..', 'e2e');
const MANIFEST = path.join(__dirname, '..', '..', 'package.json');

const run = promisify(execFile);

const suites = () =>
	fs
		.readdirSync(E2E)
		.filter((name) => name.endsWith('.test.cjs'))
		.map((file) => ({ name: file.replace('.test.cjs', ''), file: path.join(E2E, file) }));

/**
 * Runs one suite, prints a line about it and what there is to tell, and gives its row of the table.
 * @param {{n8n: string, node: string, suite: string}} about
 * @param {() => Promise<{passed: number, failed: number, skipped?: number, report?: string}>} work
 */
async function rowOf(about, work) {
	const start = Date.now();
	console.log(`n8n ${about.n8n}, Node ${about.node}, ${about.suite} …`);
	const broken = ({ message }) => ({ passed: 0, failed: 1, skipped: 0, report: message });
	const { passed, failed, skipped = 0, report } = await work().catch(broken);
	const seconds = Math.round((Date.now() - start) / 1000);
	console.log(`  ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)`);
	if (report) console.log(`\n${report.trim()}\n`);
	return { ...about, passed, failed, skipped, seconds };
}

const versionOf = async (major) =>
	(await run(nodePath(major), ['-p', 'process.versions.node'])).stdout.trim();

/** All of the package's nodes and credentials, loaded by n8n's own loader on a Node. */
async function load(major) {
	const { stdout } = await run(nodePath(major), [path.join(__dirname, 'load.cjs')]);
	const { nodes, credentials } = JSON.parse(fs.readFileSync(MANIFEST, 'utf8')).n8n;
	const missing = nodes.length + credentials.length - Number(stdout);
	return { passed: Number(stdout), failed: missing };
}

/** The table's rows of the Nodes, then those of each n8n. */
async function matrix(chosen) {
	const { build } = require('../runner/build.cjs');
	const { jest } = require('../runner/jest.cjs');
	const rows = [];
	await step('Building the package', console.log, build);
	for (const major of NODES) {
		if (!fs.existsSync(nodePath(major))) {
			await step(`Installing Node ${major} (once)`, console.log, () => installNode(major));
		}
		const about = { n8n: '-', node: await versionOf(major), suite: 'load the package' };
		rows.push(await rowOf(about, () => load(major)));
	}
	for (const n8n of chosen) {
		await installN8n(console.log, n8n);
		const node = await versionOf(n8n.node);
		for (const { name, file } of suites()) {
			const env = { N8N_VERSION: n8n.version };
			const about = { n8n: n8n.version, node, suite: name };
			rows.push(await rowOf(about, () => jest('e2e', { file, env })));
		}
	}
	return rows;
}

async function main() {
	const names = process.argv.slice(2);
	const chosen = names.length > 0 ? names.map((name) => chosenVersion(name)) : versions;
	await installProject(console.log);
	const rows = await matrix(chosen);
	const { table } = require('../../demo/table.cjs');
	console.log(`\n${table(Object.keys(rows[0]), rows)}`);
	if (rows.some(({ passed, failed }) => failed > 0 || passed === 0)) process.exitCode = 1;
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});
