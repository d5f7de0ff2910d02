/** npm is called without a shell, so that nothing between us and it reads spaces, quotes or variables. */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { npm, npmCli } = require('../../../n8n/npm.cjs');

/** Stands in for npm: says what it was given, and where. */
const TELLS = 'console.log(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd() }));';

const { env } = process;
let folder;
beforeEach(() => {
	folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'a folder with spaces ')));
	process.env = { ...env };
});
afterEach(() => {
	process.env = env;
	fs.rmSync(folder, { recursive: true });
});

function fakeNpm(...where) {
	const script = path.join(folder, ...where, 'npm-cli.js');
	fs.mkdirSync(path.dirname(script), { recursive: true });
	fs.writeFileSync(script, TELLS);
	return script;
}

test.each([
	['a path with spaces', ['--pack-destination', '/home/ada lovelace/tar balls']],
	['what a shell would take for its own', ['"', "'", '$HOME', '%PATH%', 'a&b', 'c|d', '^', '*']],
	['nothing', ['']],
])('npm gets %s as it is', async (_, args) => {
	process.env.npm_execpath = fakeNpm('running');
	expect(JSON.parse(await npm(args, { cwd: folder }))).toEqual({ args, cwd: folder });
});

test.each([
	[
		'Windows',
		['Program Files', 'nodejs'],
		['Program Files', 'nodejs', 'node_modules', 'npm', 'bin'],
	],
	['Linux and macOS', ['usr', 'bin'], ['usr', 'lib', 'node_modules', 'npm', 'bin']],
])('npm is found where it is on %s', (_, onPath, where) => {
	const script = fakeNpm(...where);
	delete process.env.npm_execpath;
	process.env.PATH = [path.join(folder, 'none'), path.join(folder, ...onPath)].join(path.delimiter);
	expect(npmCli()).toBe(script);
});

test('npm is found behind the link on the PATH', () => {
	const script = fakeNpm('share', 'npm', 'bin');
	fs.mkdirSync(path.join(folder, 'bin'));
	fs.symlinkSync(script, path.join(folder, 'bin', 'npm'));
	delete process.env.npm_execpath;
	process.env.PATH = path.join(folder, 'bin');
	expect(npmCli()).toBe(script);
});

test('another package manager that runs us is not taken for npm', () => {
	process.env.npm_execpath = path.join(folder, 'pnpm.cjs');
	fs.writeFileSync(process.env.npm_execpath, '');
	expect(npmCli()).toMatch(/npm-cli\.js$/);
});

test('the error has all that npm said', async () => {
	const script = fakeNpm('running');
	fs.writeFileSync(script, 'console.log("out"); console.error("err"); process.exit(3);');
	process.env.npm_execpath = script;
	await expect(npm(['ci'], { cwd: folder })).rejects.toThrow(/^npm ci in .* ended with 3:\n/);
	await expect(npm(['ci'], { cwd: folder })).rejects.toThrow(/out\n[^]*err\n/);
});
