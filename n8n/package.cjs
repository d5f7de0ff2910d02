const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { npm } = require('./npm.cjs');

const root = path.join(__dirname, '..');

const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const writeJson = (file, value) => fs.writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

/**
 * `npm pack` of the built package; or the tarball that PACKAGE_TARBALL names, so that what is published
 * is what was tested.
 * @param {string} folder where the tarball goes
 * @returns {Promise<string>} the tarball
 */
async function pack(folder) {
	const { PACKAGE_TARBALL: packed } = process.env;
	if (packed) return path.resolve(packed);
	fs.mkdirSync(folder, { recursive: true });
	// Two may pack at the same time: neither may find a tarball that the other has half written.
	const own = fs.mkdtempSync(path.join(folder, 'packing-'));
	const printed = await npm(['pack', '--json', '--pack-destination', own], { cwd: root });
	const [{ filename }] = JSON.parse(printed);
	fs.renameSync(path.join(own, filename), path.join(folder, filename));
	fs.rmdirSync(own);
	return path.join(folder, filename);
}

/** Unpacks a tarball into an empty folder, as npm does: without its top level. */
function unpack(tarball, folder) {
	fs.rmSync(folder, { recursive: true, force: true });
	fs.mkdirSync(folder, { recursive: true });
	// Relative names: tar on Windows takes "C:" for the name of a host.
	execFileSync(
		'tar',
		[
			'-xzf',
			path.basename(tarball),
			'-C',
			path.relative(path.dirname(tarball), folder),
			'--strip-components=1',
		],
		{
			cwd: path.dirname(tarball),
		},
	);
}

/**
 * Puts a tarball where n8n's "Install community node" puts it and in the same manner: unpacked,
 * without development, peer and optional dependencies. n8n then runs `npm install` in it; this
 * package has no dependencies, so there is nothing to install.
 *
 * n8n must not be running.
 * @param {string} tarball
 * @param {string} userFolder n8n's `N8N_USER_FOLDER`
 * @returns {string} the folder of the installed package
 */
function installPackage(tarball, userFolder) {
	const nodesFolder = path.join(userFolder, '.n8n', 'nodes');
	const unpacked = path.join(nodesFolder, 'unpacked');
	unpack(tarball, unpacked);

	const manifestFile = path.join(unpacked, 'package.json');
	const manifest = readJson(manifestFile);
	const { name, version, dependencies } = manifest;
	if (dependencies) throw new Error(`${name} must not have dependencies`);
	for (const key of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[key];
	}
	writeJson(manifestFile, manifest);

	const target = path.join(nodesFolder, 'node_modules', name);
	fs.rmSync(target, { recursive: true, force: true });
	fs.mkdirSync(path.dirname(target), { recursive: true });
	fs.renameSync(unpacked, target);
	writeJson(path.join(nodesFolder, 'package.json'), {
		name: 'installed-nodes',
		private: true,
		dependencies: { [name]: version },
	});
	return target;
}

module.exports = { installPackage, pack, unpack };
