/**
 * The rules of this package, beside n8n's own in eslint.config.mjs: `n8n-node lint` wants that one
 * as it comes.
 */
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/**
 * A promise that nobody waits for is a request whose failure nobody sees.
 * @type {import('eslint').Linter.RulesRecord}
 */
const promises = {
	'@typescript-eslint/await-thenable': 'error',
	'@typescript-eslint/no-floating-promises': 'error',
	'@typescript-eslint/no-misused-promises': 'error',
};

/**
 * @param {string[]} files
 * @param {...string} folders that they may not import from
 * @returns {import('eslint').Linter.Config}
 */
const mayNotImport = (files, ...folders) => ({
	files,
	rules: {
		'no-restricted-imports': ['error', { patterns: folders.map((name) => `**/${name}/**`) }],
	},
});

export default defineConfig(
	globalIgnores(['dist', 'dist-split', '.cache', '**/node_modules']),
	{
		linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
		plugins: { '@typescript-eslint': tseslint.plugin },
	},
	{
		files: ['**/*.ts'],
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { project: 'test/tsconfig.json' },
		},
		rules: promises,
	},
	{
		// What runs the package, not what ships in it.
		files: ['**/*.{cjs,mjs}', 'gulpfile.js'],
		extends: [js.configs.recommended],
		languageOptions: {
			parser: tseslint.parser,
			// As in CommonJS, a file's own names don't clash with the globals.
			parserOptions: { project: 'tsconfig.scripts.json', ecmaFeatures: { globalReturn: true } },
			globals: { ...globals.node, ...globals.jest },
		},
		rules: {
			...promises,
			'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
		},
	},
	{ files: ['**/*.cjs', 'gulpfile.js'], languageOptions: { sourceType: 'commonjs' } },
	mayNotImport(['nodes/LeadProsper/**/*.ts'], 'ProsperStack'),
	mayNotImport(['nodes/ProsperStack/**/*.ts'], 'LeadProsper'),
	mayNotImport(['nodes/shared/**/*.ts'], 'LeadProsper', 'ProsperStack'),
);
