// Without this jest also crawls n8n's 1.7 GB and the unpacked packages in .cache.
const roots = ['<rootDir>/test'];

/** @type {import('jest').Config} */
module.exports = {
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
