const fs = require('node:fs');
const path = require('node:path');
const { stripVTControlCharacters } = require('node:util');
const { pack, unpack } = require('../../n8n/package.cjs');
const { command, root } = require('./command.cjs');
const { scan, shippedFiles, sourceFiles } = require('./scan.cjs');

/** What a program says when it fails, or nothing. */
async function output(script, args) {
	const { code, stdout, stderr } = await command(script, args);
	return code === 0 ? '' : stdout + stderr;
}

/** `n8n-node lint` passes with warnings; here it does not. */
async function n8nNodeLint() {
	const { code, stdout, stderr } = await command('@n8n/node-cli/bin/n8n-node.mjs', ['lint']);
	const said = stripVTControlCharacters(stdout + stderr);
	return code === 0 && !/\d+ problems?/.test(said) ? '' : said;
}

/** The rules of this package. */
const houseRules = ['--config', 'eslint.house.config.mjs', '--max-warnings=0', '.'];

const sources = [
	'credentials',
	'nodes',
	'sandbox',
	'n8n',
	'demo',
	'docs',
	'mutate',
	'split',
	'test',
	'verify',
];
const directive = /(\/\/|\/\*)\s*(eslint|@ts-(ignore|nocheck|expect-error)|prettier-ignore)/;

/** Comments that switch a rule off for a line or a file. */
function inlineDisables() {
	return sources
		.filter((folder) => fs.existsSync(path.join(root, folder)))
		.flatMap((folder) =>
			fs
				.readdirSync(path.join(root, folder), { recursive: true })
				.map((file) => path.join(folder, file)),
		)
		.filter((file) => /\.[cm]?[jt]s$/.test(file) && !file.includes('node_modules'))
		.filter((file) => directive.test(fs.readFileSync(path.join(root, file), 'utf8')))
		.map((file) => `${file} switches a rule or a check off\n`)
		.join('');
}

async function scanTarball() {
	const folder = path.join(root, '.cache', 'lint');
	const unpacked = path.join(folder, 'package');
	unpack(await pack(folder), unpacked);
	return scan(unpacked, shippedFiles);
}

/** Each answers with what is wrong, or with nothing. The one that takes longest begins. */
const gates = {
	'the rules of this package': () => output('eslint/bin/eslint.js', houseRules),
	'n8n-node lint': n8nNodeLint,
	'the types of the scripts': () => output('typescript/bin/tsc', ['-p', 'tsconfig.scripts.json']),
	prettier: () => output('prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
	'no rule switched off inline': inlineDisables,
	"n8n's scan of the source": async () => scan(root, await sourceFiles()),
	"n8n's scan of the tarball": scanTarball,
};

/** On two cores more at once would only take more memory. */
const AT_ONCE = 2;

/**
 * All lint gates, each one test. Needs a build.
 */
async function lint() {
	const names = Object.keys(gates);
	/** @type {Record<string, string>} */
	const wrong = {};
	const waiting = [...names];
	async function oneByOne() {
		for (let name = waiting.shift(); name; name = waiting.shift())
			wrong[name] = await gates[name]();
	}
	await Promise.all(Array.from({ length: AT_ONCE }, oneByOne));
	const complaints = names.filter((name) => wrong[name]);
	return {
		passed: names.length - complaints.length,
		failed: complaints.length,
		report: complaints.map((name) => `${name}:\n${wrong[name]}`).join('\n'),
	};
}

module.exports = { lint };
