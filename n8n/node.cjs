/**
 * Another Node than the one that runs us, from npm. Uses Node's own modules only, as install.cjs does.
 */
const fs = require('node:fs');
const path = require('node:path');
const { npm } = require('./npm.cjs');
const { ownMajor } = require('./versions.cjs');

/** @type {Record<number, string>} by major version */
const releases = { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0' };

const folderOf = (major) => path.join(__dirname, '..', '.cache', `node-${major}`);
const packageOf = (major) => path.join(folderOf(major), 'node_modules', 'node');
const executable = process.platform === 'win32' ? 'node.exe' : 'node';

/** @returns {string} the program; it is there once `installNode` was called */
const nodePath = (major) =>
	major === ownMajor ? process.execPath : path.join(packageOf(major), 'bin', executable);

/**
 * The variables with which npm and what it calls run on that Node and compile for it.
 * @returns {Record<string, string | undefined>}
 */
function environmentOf(major) {
	if (major === ownMajor) return {};
	const parts = path.join(packageOf(major), 'node_modules');
	const withHeaders = fs
		.readdirSync(parts)
		.map((name) => path.join(parts, name))
		.find((folder) => fs.existsSync(path.join(folder, 'include', 'node')));
	const own = process.env.PATH ?? process.env.Path;
	return {
		PATH: [path.dirname(nodePath(major)), own].join(path.delimiter),
		...(withHeaders && { npm_config_nodedir: withHeaders }),
	};
}

/**
 * Nothing to do for the Node that runs us, or when it is there already.
 * @param {number} major
 */
async function installNode(major) {
	if (fs.existsSync(nodePath(major))) return;
	const cwd = folderOf(major);
	fs.mkdirSync(cwd, { recursive: true });
	fs.writeFileSync(path.join(cwd, 'package.json'), '{ "private": true }\n');
	// Its install script fetches the program for this platform, from npm too.
	await npm(['install', '--no-save', '--ignore-scripts=false', `node@${releases[major]}`], { cwd });
}

module.exports = { environmentOf, installNode, nodePath };
