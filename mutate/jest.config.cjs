const path = require('node:path');
const { projects, testTimeout } = require('../jest.config.cjs');

/** The suites that a mutant must get past, by the names of jest.config.cjs. */
const suites = (process.env.MUTATE_SUITES ?? 'unit').split(',');
const of = (name) => projects.find(({ displayName }) => displayName === name);

/** One project for all: Stryker tells tests apart in one only. */
module.exports = {
	...of('unit'),
	displayName: undefined,
	rootDir: path.join(__dirname, '..'),
	testMatch: suites.flatMap((name) => of(name)?.testMatch ?? []),
	testTimeout,
};
