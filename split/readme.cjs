/**
 * The README of a package of one service, from what its built nodes and credentials say of themselves.
 */
const path = require('node:path');
const manifest = require('../package.json');

const root = path.join(__dirname, '..');

/** An instance of the class that a built file exports. */
function load(file) {
	const [Class] = Object.values(require(path.join(root, file)));
	return new Class();
}

/** Prettier lines columns up; the tables of a README needn't be written so. */
const table = (heading, rows) =>
	[heading, heading.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const optionsOf = ({ properties }, name) => properties.filter((one) => one.name === name);

/** A row for each resource, with its operations. */
function operations(description) {
	const [resource] = optionsOf(description, 'resource');
	return resource.options.map(({ name, value }) => {
		const own = optionsOf(description, 'operation').filter(({ displayOptions }) =>
			displayOptions.show.resource.includes(value),
		);
		return [name, own.flatMap(({ options }) => options.map((one) => one.name)).join(', ')];
	});
}

function nodeSection(file) {
	const { description } = load(file);
	const hasResources = optionsOf(description, 'resource').length > 0;
	return [
		`### ${description.displayName}`,
		`${description.description.replace(/\.$/, '')}.`,
		...(hasResources ? [table(['resource', 'operations'], operations(description))] : []),
	];
}

function credentialRow(file) {
	const { displayName, properties } = load(file);
	const { displayName: key, description } = properties.find(({ name }) => name === 'apiKey');
	return [displayName, `${key}: ${description}`];
}

/**
 * @param {import('./services.cjs').Service} service
 * @param {{homepage: string, n8n: {nodes: string[], credentials: string[]}}} own package.json of the
 *   package of that service
 */
function readme({ name, packageName, description }, own) {
	const source = manifest.homepage.replace(/#.*/, '');
	return `${[
		`# ${packageName}`,
		`${description}. Not affiliated with ${name}.`,
		'## Install in n8n',
		`Settings → Community nodes → Install, then \`${packageName}\`.`,
		`Not beside \`${manifest.name}\`: both have credentials of the same names. How workflows come over ` +
			`from there is in [its docs](${source}/blob/main/docs/publishing.md).`,
		'## Nodes',
		...own.n8n.nodes.flatMap(nodeSection),
		'## Credentials',
		table(['credential', 'what it wants'], own.n8n.credentials.map(credentialRow)),
		'## More',
		`[How the nodes behave](${source}/blob/main/docs/behaviour.md) · ` +
			`[known limits](${source}/blob/main/docs/known-limits.md) · [security](SECURITY.md) · ` +
			'[MIT License](LICENSE.md)',
		`This project is made from [${manifest.name}](${source}) by \`npm run split\`: changes are made there.`,
	].join('\n\n')}\n`;
}

module.exports = { readme };
