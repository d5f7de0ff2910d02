const path = require('node:path');

/** The suites that a change must get past, as in jest.config.cjs; Stryker takes one project only. */
const suites = (process.env.MUTATE_SUITES ?? 'unit').split(',');

/** @type {import('jest').Config} */
module.exports = {
	rootDir: path.join(__dirname, '..'),
	roots: ['<rootDir>/test'],
	testMatch: suites.map((name) => `<rootDir>/test/${name}/**/*.test.{ts,cjs}`),
	transform: { '\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json' }] },
	testEnvironment: suites.includes('engine')
		? '<rootDir>/test/engine/support/environment/index.cjs'
		: 'node',
	testTimeout: 180_000,
};
