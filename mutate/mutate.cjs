/**
 * `npm run mutate`: changes the code in small ways, one at a time, and shows which changes no test
 * notices. `-- nodes/shared/pages.ts …` does so with some files only, and `--engine` asks the engine
 * tests too: slow, so name files with it. The report is in .cache/mutate.
 */
const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { npm } = require('../n8n/npm.cjs');

const root = path.join(__dirname, '..');
const reports = path.join(root, '.cache', 'mutate');

/** What costs leads or events when it is wrong, and what all of it stands on. */
const usual = [
	'nodes/shared/**/*.ts',
	'nodes/LeadProsper/actions/lead/submission/**/*.ts',
	'nodes/LeadProsper/api/{leads,submission}.ts',
	'nodes/LeadProsper/triggers/**/*.ts',
	'nodes/ProsperStack/triggers/{memory,reader}/**/*.ts',
];

/**
 * Has a package.json of its own, because nothing else needs it.
 * @type {string}
 */
const STRYKER = '@stryker-mutator/core';

/** How many of a hundred changes a test must notice. */
const GOAL = 85;

async function install() {
	if (fs.existsSync(path.join(__dirname, 'node_modules'))) return;
	console.log('Installing StrykerJS …');
	await npm(['install', '--no-save'], { cwd: __dirname });
}

async function main() {
	const { values, positionals } = parseArgs({
		options: { engine: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	const { engine } = values;
	await install();
	process.env.MUTATE_SUITES = engine ? 'unit,engine' : 'unit';
	process.chdir(root);
	const { Stryker } = await import(STRYKER);
	const stryker = new Stryker({
		mutate: positionals.length > 0 ? positionals : usual,
		testRunner: 'jest',
		jest: { projectType: 'custom', configFile: 'mutate/jest.config.cjs' },
		coverageAnalysis: 'perTest',
		concurrency: 2,
		// Engine tests run what is built.
		...(engine && { buildCommand: 'npm run build' }),
		tempDirName: '.cache/stryker',
		ignorePatterns: ['.cache', 'bench', 'dist', 'dist-split', 'docs/images', 'test/e2e'],
		reporters: ['clear-text', 'progress', 'html'],
		clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
		htmlReporter: { fileName: path.join(reports, 'report.html') },
		thresholds: { high: GOAL, low: GOAL, break: GOAL },
	});
	await stryker.runMutationTest();
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});
