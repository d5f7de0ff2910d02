const { spawn } = require('node:child_process');
const path = require('node:path');

const root = path.join(__dirname, '..', '..');

/**
 * Runs a program of `node_modules` with this Node, in the project's folder.
 * @param {string} script relative to `node_modules`
 * @param {string[]} args
 * @param {Record<string, string>} [env] further variables
 * @returns {Promise<{code: number | null, stdout: string, stderr: string}>}
 */
function command(script, args, env) {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [path.join(root, 'node_modules', script), ...args], {
			cwd: root,
			env: { ...process.env, ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let stdout = '';
		let stderr = '';
		child.stdout.on('data', (chunk) => (stdout += chunk));
		child.stderr.on('data', (chunk) => (stderr += chunk));
		child.on('error', reject);
		child.on('close', (code) => resolve({ code, stdout, stderr }));
	});
}

module.exports = { command, root };
