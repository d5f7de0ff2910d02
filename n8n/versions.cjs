/**
 * The n8n that everything runs on, and the two others that `npm run test:matrix` tests: the last of
 * the 1.x line, and the newest. Uses Node's own modules only, as install.cjs does.
 */
const path = require('node:path');

/**
 * @typedef {object} N8nVersion
 * @property {string} version
 * @property {string} folder has its package.json and lock, and node_modules once it is installed
 * @property {number} node the major version of Node that it is tested on
 * @property {string[]} native the packages whose install script must run; no others do
 * @property {boolean} [needsPeers] its packages need the peers that its lock names
 */

/** @type {N8nVersion} */
const pinned = { version: '2.8.4', folder: __dirname, node: 20, native: ['sqlite3'] };

/** @type {N8nVersion[]} oldest first */
const versions = [
	{
		version: '1.123.81',
		folder: path.join(__dirname, '1.123.81'),
		node: 20,
		native: ['sqlite3', 'isolated-vm'],
		needsPeers: true,
	},
	pinned,
	{
		version: '2.41.1',
		folder: path.join(__dirname, '2.41.1'),
		node: 24,
		native: ['sqlite3', 'isolated-vm'],
	},
];

const ownMajor = Number(process.versions.node.split('.')[0]);

/**
 * The n8n that `N8N_VERSION` names, on the Node that it is tested on; else the pinned one, on the
 * Node that runs us.
 * @param {string} [name]
 * @returns {N8nVersion}
 * @throws {Error} when it is not one of `versions`
 */
function chosenVersion(name = process.env.N8N_VERSION) {
	if (!name) return { ...pinned, node: ownMajor };
	const found = versions.find(({ version }) => version === name);
	if (found) return found;
	const known = versions.map(({ version }) => version).join(', ');
	throw new Error(`There is no n8n ${name} to test on. Versions: ${known}.`);
}

module.exports = { chosenVersion, ownMajor, versions };
