const fs = require('node:fs');
const path = require('node:path');
const { command, root } = require('./command.cjs');

/** A file of these starts an n8n of its own, and two at once are more than two cores bear. */
const oneAtATime = ['e2e'];

/**
 * Runs one project of jest.config.cjs.
 * @param {string} project
 * @param {{file?: string, env?: Record<string, string>}} [options] one file of it; further variables
 * @returns {Promise<{passed: number, failed: number, skipped?: number, report: string}>} the counts;
 *   as report, what the tests wrote to stdout, and on failure all of jest's output
 */
async function jest(project, { file, env } = {}) {
	const outputFile = path.join(root, '.cache', 'test', `${project}.json`);
	fs.mkdirSync(path.dirname(outputFile), { recursive: true });
	fs.rmSync(outputFile, { force: true });

	const args = ['--selectProjects', project, '--json', '--outputFile', outputFile];
	// Most tests wait for something, so that a file for each core is not too much.
	args.push(oneAtATime.includes(project) ? '--runInBand' : '--maxWorkers=100%');
	if (file) args.unshift('--runTestsByPath', file);
	const { code, stdout, stderr } = await command('jest/bin/jest.js', args, env);
	if (!fs.existsSync(outputFile)) return { passed: 0, failed: 1, report: stdout + stderr };

	const counts = JSON.parse(fs.readFileSync(outputFile, 'utf8'));
	// A file that can't be loaded has no tests that could fail.
	const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
	return {
		passed: counts.numPassedTests,
		failed: code === 0 ? failed : Math.max(failed, 1),
		skipped: counts.numPendingTests + counts.numTodoTests,
		report: code === 0 ? stdout : stdout + stderr,
	};
}

module.exports = { jest };
