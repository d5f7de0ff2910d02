// Without this jest also crawls n8n's 1.7 GB and the unpacked packages in .cache.
const roots = ['<rootDir>/test'];

/** @type {import('jest').Config} */
module.exports = {
	// Ends a test that hangs, and is no measure of anything: tests that wait out the nodes' repeats take
	// five seconds and more. What has to be fast is measured in the test itself.
	testTimeout: 180_000,
	testSequencer: '<rootDir>/test/runner/longestFirst.cjs',
	projects: [
		{
			displayName: 'unit',
			roots,
			testMatch: ['<rootDir>/test/unit/**/*.test.{ts,cjs}'],
			transform: { '\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json' }] },
		},
		{
			displayName: 'engine',
			roots,
			testEnvironment: '<rootDir>/test/engine/support/environment/index.cjs',
			testMatch: ['<rootDir>/test/engine/**/*.test.cjs'],
			transform: {},
		},
		{
			displayName: 'e2e',
			roots,
			testMatch: ['<rootDir>/test/e2e/**/*.test.cjs'],
			transform: {},
		},
	],
};
