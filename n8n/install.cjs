/**
 * Installs what the demo and the tests need, and nothing twice. Uses Node's own modules only: on a
 * fresh clone nothing else is there.
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { npm } = require('./npm.cjs');

const root = path.join(__dirname, '..');
const stampFile = path.join(__dirname, 'node_modules', '.installed');

/** n8n's native parts are built for one Node ABI and one platform. */
function stamp() {
	const hash = createHash('sha256');
	for (const name of ['package.json', 'package-lock.json']) {
		hash.update(fs.readFileSync(path.join(__dirname, name)));
	}
	return `${hash.digest('hex')} ${process.platform} ${process.arch} ${process.versions.modules}\n`;
}

const isCurrent = () => fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp();

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
 * The pinned n8n, in `n8n/node_modules`: nothing to do when it is there already.
 *
 * Without `--legacy-peer-deps` npm spends ten minutes on optional peers; of all install scripts only
 * that of sqlite3 is needed.
 * @param {(line: string) => void} log
 */
async function installN8n(log) {
	checkNode();
	if (isCurrent()) return;
	const { n8n: version } = require('./package.json').dependencies;
	await step(`Installing n8n ${version} (once, about 1.7 GB)`, log, () =>
		npm(['install', '--no-save', '--legacy-peer-deps', '--ignore-scripts'], { cwd: __dirname }),
	);
	await step('Building its database driver', log, () =>
		npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], { cwd: __dirname }),
	);
	fs.writeFileSync(stampFile, stamp());
}

module.exports = { installN8n, installProject };

if (require.main === module) {
	installProject(console.log)
		.then(() => installN8n(console.log))
		.catch((error) => {
			console.error(error.message);
			process.exitCode = 1;
		});
}
