/**
 * `npm test`: installs what is missing, runs all suites and sums them in the last line.
 * `npm test -- unit engine` runs some of them.
 */
const { installN8n, installProject } = require('../n8n/install.cjs');

const suites = ['build', 'lint', 'unit', 'engine', 'e2e'];

/** What runs a suite. Loaded late: on a fresh clone the modules that they need aren't there yet. */
const runners = {
	build: () => require('./runner/build.cjs').build(),
	lint: () => require('./runner/lint.cjs').lint(),
	unit: () => require('./runner/jest.cjs').jest('unit'),
	engine: () => require('./runner/jest.cjs').jest('engine'),
	e2e: async () => {
		await installN8n(console.log);
		return require('./runner/jest.cjs').jest('e2e');
	},
};

function chosen(names) {
	const unknown = names.filter((name) => !suites.includes(name));
	if (unknown.length > 0) {
		throw new Error(`There is no suite ${unknown.join(', ')}. Suites: ${suites.join(', ')}.`);
	}
	if (names.length === 0) return suites;
	// Unit tests read the sources, all else reads what was built.
	const needsBuild = names.some((name) => name !== 'unit');
	return suites.filter((name) => names.includes(name) || (name === 'build' && needsBuild));
}

/**
 * Runs one suite and prints a line about it, then whatever there is to tell.
 * A suite that breaks down, or that tests nothing, counts as one failure.
 */
async function runSuite(name) {
	console.log(`${name} …`);
	const start = Date.now();
	let result;
	try {
		result = await runners[name]();
	} catch (error) {
		result = { passed: 0, failed: 1, report: error.message };
	}
	if (result.passed + result.failed === 0) {
		result = { ...result, failed: 1, report: `The suite ${name} ran no test.` };
	}
	const { passed, failed, skipped = 0, report } = result;
	const seconds = ((Date.now() - start) / 1000).toFixed(1);
	const left = skipped > 0 ? `, ${skipped} skipped` : '';
	console.log(`${name}: ${passed} passed, ${failed} failed${left} (${seconds} s)`);
	if (report) console.log(`\n${report.trim()}\n`);
	return { passed, failed };
}

async function main() {
	const total = { passed: 0, failed: 0 };
	try {
		const names = chosen(process.argv.slice(2));
		await installProject(console.log);
		for (const name of names) {
			const { passed, failed } = await runSuite(name);
			total.passed += passed;
			total.failed += failed;
		}
	} catch (error) {
		console.log(error.message);
		total.failed += 1;
	}
	process.exitCode = total.failed > 0 ? 1 : 0;
	console.log(`${total.passed} passed, ${total.failed} failed`);
}

main().catch((error) => {
	console.log(error.message);
	process.exitCode = 1;
});
