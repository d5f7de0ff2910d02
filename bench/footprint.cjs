const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { median } = require('./statistics.cjs');

/**
 * What it costs to have the package installed.
 *
 * @param {string} tarball
 * @param {string} folder the package, installed
 * @returns {{packedKb: number, installedKb: number, files: number, loadMs: number}}
 */
function measureFootprint(tarball, folder) {
	const files = fs
		.readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile());
	const bytes = files.map(({ parentPath, name }) => fs.statSync(path.join(parentPath, name)).size);
	const load = () =>
		Number(execFileSync(process.execPath, [path.join(__dirname, 'loadTime.cjs')]).toString());
	return {
		packedKb: Math.round(fs.statSync(tarball).size / 1024),
		installedKb: Math.round(bytes.reduce((sum, size) => sum + size, 0) / 1024),
		files: files.length,
		loadMs: Math.round(median(Array.from({ length: 5 }, load))),
	};
}

module.exports = { measureFootprint };
