const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { command, root } = require('./command.cjs');

/**
 * They measure how soon a real n8n answers while many events come, so that nothing else may run beside
 * them.
 */
const MEASURING = ['test/e2e/prosperStackTriggers.test.cjs'];

/** So many files a core run side by side: those of `engine` wait now and then. */
const FILES_A_CORE = { unit: 1, engine: 1.5, e2e: 1 };

/**
 * @typedef {object} Result
 * @property {number} passed
 * @property {number} failed
 * @property {number} [skipped]
 * @property {string} report what the tests wrote to stdout, and on failure all of jest's output
 */

/**
 * Runs one project of jest.config.cjs.
 * @param {string} project
 * @param {{file?: string, env?: Record<string, string>}} [options] one file of it; further variables
 * @returns {Promise<Result>}
 */
async function jest(project, { file, env } = {}) {
	if (file) return await runJest(project, ['--runInBand', '--runTestsByPath', file], env);
	const files = Math.round(os.availableParallelism() * FILES_A_CORE[project]);
	const sideBySide = `--maxWorkers=${files}`;
	if (project !== 'e2e') return await runJest(project, [sideBySide], env);
	const ignored = MEASURING.map((name) => `--testPathIgnorePatterns=${name}`);
	const most = await runJest(project, [sideBySide, ...ignored], env);
	const rest = await runJest(project, ['--runInBand', '--runTestsByPath', ...MEASURING], env);
	return {
		passed: most.passed + rest.passed,
		failed: most.failed + rest.failed,
		skipped: most.skipped + rest.skipped,
		report: `${most.report}${rest.report}`,
	};
}

/** Runs jest once, with further arguments. */
async function runJest(project, more, env) {
	const outputFile = path.join(root, '.cache', 'test', `${project}.json`);
	fs.mkdirSync(path.dirname(outputFile), { recursive: true });
	fs.rmSync(outputFile, { force: true });

	const args = ['--selectProjects', project, '--json', '--outputFile', outputFile, ...more];
	const { code, stdout, stderr } = await command('jest/bin/jest.js', args, env);
	if (!fs.existsSync(outputFile)) {
		return { passed: 0, failed: 1, skipped: 0, report: stdout + stderr };
	}

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
