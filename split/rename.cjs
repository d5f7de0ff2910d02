/**
 * A node's type begins with the name of its package, so a package of another name needs other types
 * in workflows, codex files and tests.
 */
const path = require('node:path');
const manifest = require('../package.json');
const { isAbout, services } = require('./services.cjs');

/** The type of a node, without the package: `dist/…/LeadProsperTrigger.node.js` → `leadProsperTrigger`. */
function typeOf(file) {
	const name = path.posix.basename(file, '.node.js');
	return name[0].toLowerCase() + name.slice(1);
}

/** The package that each type will be in. */
const newPackage = new Map(
	manifest.n8n.nodes.map((file) => {
		const service = Object.values(services).find((one) => isAbout(one, file));
		if (!service) throw new Error(`split/services.cjs has no service for ${file}`);
		return [typeOf(file), service.packageName];
	}),
);

/** n8n adds “Tool” to the type where a node is an AI agent's tool. */
const type = new RegExp(
	`(?<![\\w-])${manifest.name}\\.(${[...newPackage.keys()].join('|')})(Tool)?(?!\\w)`,
	'g',
);

/**
 * @param {string} text in which types of this package's nodes occur, such as an exported workflow
 * @returns {{text: string, count: number}} with the types of the packages of one service; how many
 *   were changed
 */
function withNewTypes(text) {
	let count = 0;
	const changed = text.replace(type, (_, name, tool = '') => {
		count += 1;
		return `${newPackage.get(name)}.${name}${tool}`;
	});
	return { text: changed, count };
}

/** @returns {string[]} the services whose nodes a text names */
const servicesIn = (text) => [
	...new Set(Array.from(text.matchAll(type), ([, name]) => newPackage.get(name) ?? '')),
];

module.exports = { servicesIn, withNewTypes };
