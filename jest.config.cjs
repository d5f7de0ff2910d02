/** @type {import('jest').Config} */
module.exports = {
	projects: [
		{
			displayName: 'unit',
			testMatch: ['<rootDir>/test/unit/**/*.test.{ts,cjs}'],
			transform: { '\\.ts$': ['ts-jest', { tsconfig: 'test/tsconfig.json' }] },
		},
		{
			displayName: 'engine',
			testMatch: ['<rootDir>/test/engine/**/*.test.cjs'],
			transform: {},
		},
		{
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/**/*.test.cjs'],
			transform: {},
		},
	],
};
