/**
 * Installs what the demo and the tests need, and nothing twice. Uses Node's own modules only: on a
 * fresh clone nothing else is there.
 */
const { execFileSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { environmentOf, installNode, nodePath } = require('./node.cjs');
const { npm } = require('./npm.cjs');
const { chosenVersion } = require('./versions.cjs');

const root = path.join(__dirname, '..');

const stampFile = ({ folder }) => path.join(folder, 'node_modules', '.installed');

/** n8n's native parts are built for one Node ABI and one platform. */
function stamp({ folder, node }) {
	const hash = createHash('sha256');
	for (const name of ['package.json', 'package-lock.json']) {
		hash.update(fs.readFileSync(path.join(folder, name)));
	}
	const abi = execFileSync(nodePath(node), ['-p', 'process.versions.modules']).toString().trim();
	return `${hash.digest('hex')} ${process.platform} ${process.arch} ${abi}\n`;
}

const isCurrent = (n8n) =>
	fs.existsSync(stampFile(n8n)) && fs.readFileSync(stampFile(n8n), 'utf8') === stamp(n8n);

/** Runs a slow step and shows every ten seconds that it still runs. */
async function step(title, log, work) {
	const start = Date.now();
	const seconds = () => Math.round((Date.now() - start) / 1000);
	log(`${title} …`);
	const timer = setInterval(() => log(`${title} … ${seconds()} s`), 10_000);
	try {
		await work();
	} finally {
		clearInterval(timer);
	}
	log(`${title}: done in ${seconds()} s`);
}

function checkNode() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major < 20 || (major === 20 && minor < 19)) {
		throw new Error(`Node ${process.versions.node} is too old: Node 20.19 or later is needed.`);
	}
}

/** When a file was last changed, in milliseconds since 1970; NaN, which is never later, if there is none. */
const modified = (...names) =>
	fs.statSync(path.join(root, ...names), { throwIfNoEntry: false })?.mtimeMs ?? NaN;

/**
 * `npm install` for this project, if it was not run since the lock file changed.
 * @param {(line: string) => void} log
 */
async function installProject(log) {
	checkNode();
	if (modified('node_modules', '.package-lock.json') >= modified('package-lock.json')) return;
	await step("Installing the project's dependencies", log, () =>
		npm(['install', '--no-save'], { cwd: root }),
	);
}

/**
 * An n8n, in `node_modules` of its folder, and the Node that it runs on: nothing to do when both are
 * there already.
 *
 * Without `--legacy-peer-deps` npm spends ten minutes on optional peers that no lock names.
 * @param {(line: string) => void} log
 * @param {import('./versions.cjs').N8nVersion} [n8n] default: the pinned one, or that of `N8N_VERSION`
 */
async function installN8n(log, n8n = chosenVersion()) {
	checkNode();
	const { version, folder, node, native, needsPeers } = n8n;
	if (!fs.existsSync(nodePath(node))) {
		await step(`Installing Node ${node} (once)`, log, () => installNode(node));
	}
	if (isCurrent(n8n)) return;
	const options = { cwd: folder, node: nodePath(node), env: environmentOf(node) };
	const peers = needsPeers ? [] : ['--legacy-peer-deps'];
	await step(`Installing n8n ${version} (once, about 2 GB)`, log, () =>
		npm(['install', '--no-save', ...peers, '--ignore-scripts'], options),
	);
	await step('Building its native parts', log, () =>
		npm(['rebuild', ...native, '--ignore-scripts=false'], options),
	);
	fs.writeFileSync(stampFile(n8n), stamp(n8n));
}

module.exports = { installN8n, installProject, step };

if (require.main === module) {
	installProject(console.log)
		.then(() => installN8n(console.log))
		.catch((error) => {
			console.error(error.message);
			process.exitCode = 1;
		});
}
