/**
 * Completes package-lock.json: `node n8n/lock.cjs`, after each `npm install` that changed it.
 *
 * npm leaves optional packages out of the lock file that the registry doesn't have, such as the
 * binaries for other systems on a mirror for one system; and `npm ci` then refuses the lock file on
 * every other registry. What it wants to know of them is in the package that asks for them, but for
 * the checksum.
 */
const fs = require('node:fs');
const path = require('node:path');

const file = path.join(__dirname, '..', 'package-lock.json');

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/** Where npm may have put what a package needs: beside it, or further up. */
function places(dependent, name) {
	const folders = dependent.split('/node_modules/').map((_, index, parts) => {
		const folder = parts.slice(0, parts.length - index).join('/node_modules/');
		return `${folder}/node_modules/${name}`;
	});
	return [...folders, `node_modules/${name}`];
}

/** What a lock file says of a binary, as far as its name tells. */
function entry(name, version) {
	const words = name.split(/[/-]/);
	const os = systems.filter((one) => words.includes(one));
	const cpu = processors.filter((one) => words.includes(one));
	if (os.length !== 1 || cpu.length !== 1) throw new Error(`For which system is ${name}?`);
	return { version, cpu, dev: true, optional: true, os };
}

/**
 * What `npm ci` would miss.
 * @param {Record<string, object>} packages of a lock file
 * @returns {Record<string, object>} by their place
 */
function missing(packages) {
	const added = {};
	for (const [dependent, { optionalDependencies = {} }] of Object.entries(packages)) {
		for (const [name, version] of Object.entries(optionalDependencies)) {
			if (places(dependent, name).some((place) => place in packages)) continue;
			added[`node_modules/${name}`] = entry(name, version);
		}
	}
	return added;
}

if (require.main === module) {
	const lock = JSON.parse(fs.readFileSync(file, 'utf8'));
	const added = missing(lock.packages);
	const all = { ...lock.packages, ...added };
	const places = Object.keys(all).sort((a, b) => a.localeCompare(b, 'en'));
	lock.packages = Object.fromEntries(places.map((place) => [place, all[place]]));
	fs.writeFileSync(file, `${JSON.stringify(lock, null, '\t')}\n`);
	console.log(`${Object.keys(added).length} entries added`);
}

module.exports = { missing };
