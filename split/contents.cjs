/**
 * What a project for the nodes of one service has: what its package is built from, its lint, unit and
 * engine tests, and the workflow that publishes it.
 */
const fs = require('node:fs');
const path = require('node:path');
const manifest = require('../package.json');
const { servicesIn } = require('./rename.cjs');
const { isAbout, services } = require('./services.cjs');

const root = path.join(__dirname, '..');
const FIXTURES = 'test/fixtures/saved-workflows';

/** Files and folders that it has too, as far as they are not about the other service. */
const kept = [
	'.gitattributes',
	'.github/workflows/publish.yml',
	'.gitignore',
	'.npmrc',
	'.prettierignore',
	'.prettierrc.json',
	'LICENSE.md',
	'SECURITY.md',
	'credentials',
	'docs/assumptions.cjs',
	'docs/assumptions.json',
	'eslint.config.mjs',
	'eslint.house.config.mjs',
	'examples',
	'gulpfile.js',
	'icons',
	'jest.config.cjs',
	'n8n/install.cjs',
	'n8n/node.cjs',
	'n8n/npm.cjs',
	'n8n/package.cjs',
	'n8n/package.json',
	'n8n/ports.cjs',
	'n8n/versions.cjs',
	'nodes',
	'package-lock.json',
	'test/engine/leadProsper',
	'test/engine/leadProsperTrigger',
	'test/engine/leadProsperWebhookTrigger',
	'test/engine/prosperStack',
	'test/engine/prosperStackTriggers',
	'test/engine/savedWorkflows.test.cjs',
	'test/engine/support',
	FIXTURES,
	'test/run.cjs',
	'test/runner',
	'test/tsconfig.json',
	'test/unit/leadProsper',
	'test/unit/leadProsperTrigger',
	'test/unit/prosperStack',
	'test/unit/prosperStackTriggers',
	'test/unit/shared',
	'tsconfig.json',
	'tsconfig.scripts.json',
];

/** What it has whatever the service: the sandbox is one process, and a test's lead comes from there. */
const keptWhole = ['sandbox', 'test/engine/leadProsper/support.cjs'];

/** They have a real n8n save the workflows, which is done here. */
const left = [`${FIXTURES}/chosen.cjs`, `${FIXTURES}/save.cjs`];

/** All files of a file or folder, relative to the project, with `/`. */
function filesIn(name) {
	const full = path.join(root, name);
	if (!fs.statSync(full).isDirectory()) return [name];
	return fs
		.readdirSync(full, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) =>
			path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'),
		);
}

/** Addresses of this project on GitHub, as those of the service's: the same owner, another project. */
const withNewUrls = (text, { packageName }) =>
	text.replace(
		new RegExp(`(github\\.com/[^/"']+/)${manifest.name}(?![\\w-])`, 'g'),
		`$1${packageName}`,
	);

/** A page in Markdown, without the paragraphs and list items that name another service. */
const withoutOthers = (text, service) =>
	text
		.split(/\n(?=\n|- )/)
		.filter((part) =>
			Object.values(services).every((one) => one === service || !part.includes(one.name)),
		)
		.join('\n');

/**
 * package.json of the package of one service.
 * @param {import('./services.cjs').Service} service
 */
function manifestOf(service) {
	const { packageName, description, keywords } = service;
	const own = (files) => files.filter((file) => isAbout(service, file));
	const { homepage, repository, bugs, scripts, n8n } = manifest;
	return {
		...manifest,
		name: packageName,
		description,
		homepage: withNewUrls(homepage, service),
		repository: { ...repository, url: withNewUrls(repository.url, service) },
		bugs: { ...bugs, url: withNewUrls(bugs.url, service) },
		keywords: [...manifest.keywords.slice(0, 2), ...keywords],
		n8n: { ...n8n, credentials: own(n8n.credentials), nodes: own(n8n.nodes) },
		scripts: {
			build: scripts.build,
			lint: scripts.lint,
			format: scripts.format,
			test: 'node test/run.cjs build lint unit engine',
		},
	};
}

/** The lock file, with the other name. */
function lockOf({ packageName: name }) {
	const lock = require('../package-lock.json');
	const { '': project, ...packages } = lock.packages;
	return { ...lock, name, packages: { '': { ...project, name }, ...packages } };
}

/** Which files a project of one service has, as they are here. */
function filesOf(service) {
	const others = Object.values(services).filter((one) => one !== service);
	const isOwn = (file) => !others.some((other) => isAbout(other, file));
	// One without nodes of ours, such as be-a-buyer.json, names its service in words only.
	const isExampleOfOthers = (file) => {
		if (!file.startsWith('examples/')) return false;
		const text = fs.readFileSync(path.join(root, file), 'utf8');
		const packages = servicesIn(text);
		return others.some(
			({ name, packageName }) => text.includes(name) || packages.includes(packageName),
		);
	};
	return [...kept.flatMap(filesIn).filter(isOwn), ...keptWhole.flatMap(filesIn)].filter(
		(file) => !left.includes(file) && !isExampleOfOthers(file),
	);
}

module.exports = { filesOf, lockOf, manifestOf, withNewUrls, withoutOthers };
