const { spawn } = require('node:child_process');

/**
 * How to call npm on a Node: the copy that runs us (`npm run …` names it), else the one on the PATH.
 * Windows finds `npm.cmd` only through a shell.
 */
function npmCommand(node) {
	const { npm_execpath: cli } = process.env;
	return cli?.endsWith('npm-cli.js')
		? { command: node, first: [cli], shell: false }
		: { command: 'npm', first: [], shell: process.platform === 'win32' };
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
	const { command, first, shell } = npmCommand(node);
	return new Promise((resolve, reject) => {
		const child = spawn(command, [...first, ...args], {
			cwd,
			shell,
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

module.exports = { npm };
