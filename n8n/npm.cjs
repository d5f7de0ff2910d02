const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const SCRIPT = 'npm-cli.js';

/** The file behind a link; nothing if there is no file. */
const realFile = (file) => (fs.existsSync(file) ? fs.realpathSync(file) : '');

/**
 * npm's own script, of the copy that runs us (`npm run …` names it), else of one on the PATH, else of
 * the one that came with this Node. It is run by Node itself: a shell, which Windows would need for
 * `npm.cmd`, would split arguments at spaces.
 * @returns {string}
 * @throws {Error} when there is no npm
 */
function npmCli() {
	const { npm_execpath: running = '', PATH, Path } = process.env;
	const folders = (PATH ?? Path ?? '').split(path.delimiter).filter(Boolean);
	const installed = [...folders, path.dirname(process.execPath)].flatMap((folder) => [
		path.join(folder, 'npm'),
		path.join(folder, 'node_modules', 'npm', 'bin', SCRIPT),
		path.join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', SCRIPT),
	]);
	const script = [running, ...installed]
		.map(realFile)
		.find((file) => path.basename(file) === SCRIPT);
	if (!script) throw new Error('npm is not there. Install it, or begin with `npm run …`.');
	return script;
}

/**
 * `npm run` hands its own settings down as variables, the folder it ran in and this project's
 * `ignore-scripts` among them. They are not meant for other folders.
 */
function withoutProjectSettings(env) {
	const ours = [
		'npm_config_local_prefix',
		'npm_config_ignore_scripts',
		'npm_config_legacy_peer_deps',
	];
	return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.includes(name)));
}

/**
 * Runs npm in a folder, in silence.
 * @param {string[]} args
 * @param {{cwd: string, node?: string, env?: Record<string, string | undefined>}} options `node` runs
 *   it, default: the one that runs us; `env` has further variables
 * @returns {Promise<string>} what it printed to stdout
 * @throws {Error} with all its output, when it ends with another code than 0
 */
function npm(args, { cwd, node = process.execPath, env = {} }) {
	const cli = npmCli();
	return new Promise((resolve, reject) => {
		const child = spawn(node, [cli, ...args], {
			cwd,
			env: { ...withoutProjectSettings(process.env), ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let stdout = '';
		let all = '';
		child.stdout.on('data', (chunk) => {
			stdout += chunk;
			all += chunk;
		});
		child.stderr.on('data', (chunk) => (all += chunk));
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) resolve(stdout);
			else reject(new Error(`npm ${args.join(' ')} in ${cwd} ended with ${code}:\n${all}`));
		});
	});
}

module.exports = { npm, npmCli };
