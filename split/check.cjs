/**
 * Builds a written project, and runs its lint, n8n's scan, its unit and its engine tests, with the
 * modules that are installed here.
 */
const fs = require('node:fs');
const path = require('node:path');

const installed = path.join(__dirname, '..', 'node_modules');

/**
 * @param {string} folder of the project
 * @returns {Promise<boolean>} whether all is well; prints a line for each suite, and what is wrong
 */
async function check(folder) {
	const link = path.join(folder, 'node_modules');
	// A junction needs no special right on Windows; elsewhere the word means nothing.
	fs.symlinkSync(fs.realpathSync(installed), link, 'junction');
	const runner = (name) => require(path.join(folder, 'test', 'runner', name));
	try {
		const suites = {
			build: runner('build.cjs').build,
			lint: runner('lint.cjs').lint,
			unit: () => runner('jest.cjs').jest('unit'),
			engine: () => runner('jest.cjs').jest('engine'),
		};
		let isWell = true;
		for (const [name, run] of Object.entries(suites)) {
			const { passed, failed, report } = await run();
			console.log(`${name}: ${passed} passed, ${failed} failed`);
			if (failed > 0) console.log(report);
			isWell &&= passed > 0 && failed === 0;
		}
		return isWell;
	} finally {
		// Git would take the link for a part of the project.
		fs.unlinkSync(link);
	}
}

module.exports = { check };
