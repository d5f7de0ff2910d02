#!/usr/bin/env node
/** npm as n8n calls it in the tests: with the registry of the test, whichever n8n names. */
const { spawnSync } = require('node:child_process');

const { NPM_CLI = '', NPM_REGISTRY } = process.env;
const args = process.argv.slice(2).filter((word) => !word.startsWith('--registry='));
const { status } = spawnSync(process.execPath, [NPM_CLI, ...args, `--registry=${NPM_REGISTRY}`], {
	stdio: 'inherit',
});
process.exitCode = status ?? 1;
