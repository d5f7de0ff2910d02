/** What a package of one service has, without building it: `npm run split -- … --check` does that. */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const manifest = require('../../../package.json');
const { filesOf, manifestOf, withoutOthers } = require('../../../split/contents.cjs');
const { withNewTypes } = require('../../../split/rename.cjs');
const { services } = require('../../../split/services.cjs');
const { renameWorkflows } = require('../../../split/workflows.cjs');

const root = path.join(__dirname, '../../..');
const saved = path.join(root, 'test/fixtures/saved-workflows', manifest.version);
const read = (...names) => fs.readFileSync(path.join(...names), 'utf8');

/** What a file loads from its own project, relative to the project. */
const loadedBy = (file) =>
	Array.from(read(root, file).matchAll(/(?:require\(|from |import\()'(\.[^']+)'/g), ([, name]) =>
		path.posix.join(path.posix.dirname(file), name),
	);

/** As `require` and TypeScript look for it. */
const candidates = (name) => [name, `${name}.ts`, `${name}/index.ts`, `${name}.json`];

describe.each(Object.values(services))('$packageName', (service) => {
	const [other] = Object.values(services).filter((one) => one !== service);
	const files = filesOf(service);

	test('has each file that a file of it loads', () => {
		const there = new Set([...files, 'package.json']);
		const scripts = files.filter((file) => /\.(cjs|ts)$/.test(file));
		const missing = scripts.flatMap((file) =>
			loadedBy(file)
				.filter((name) => !candidates(name).some((one) => there.has(one)))
				.map((name) => `${file} loads ${name}`),
		);
		expect(scripts.length).toBeGreaterThan(100);
		expect(missing).toEqual([]);
	});

	test('has what n8n loads, and nothing of the other service', () => {
		const { name, n8n } = manifestOf(service);
		expect(name).toBe(service.packageName);
		expect(n8n.nodes.length).toBeGreaterThan(0);
		const sources = [...n8n.nodes, ...n8n.credentials].map((file) =>
			file.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
		);
		expect(files).toEqual(expect.arrayContaining(sources));
		const shipped = files.filter((file) => /^(credentials|icons|nodes)\//.test(file));
		expect(shipped.filter((file) => file.includes(other.folder))).toEqual([]);
	});

	test('says nothing of the other service in what it ships', () => {
		const naming = files.filter(
			(file) => /^(credentials|nodes)\//.test(file) && read(root, file).includes(other.name),
		);
		expect(naming).toEqual([]);
	});

	test('has a page on security that is about its own service', () => {
		const text = withoutOthers(read(root, 'SECURITY.md'), service);
		expect(text).toContain(service.name);
		expect(text).not.toContain(other.name);
		const headings = (page) => page.match(/^#.*$/gm);
		expect(headings(text)).toEqual(headings(read(root, 'SECURITY.md')));
	});

	test('names its own repository, of the same owner', () => {
		const { homepage, repository, bugs } = manifestOf(service);
		for (const url of [homepage, repository.url, bugs.url]) {
			expect(url).toMatch(new RegExp(`github\\.com/[^/]+/${service.packageName}(\\.git|#|/|$)`));
		}
	});

	test('has workflows to try it', () => {
		const examples = files.filter((file) => file.startsWith('examples/'));
		expect(examples.length).toBeGreaterThan(1);
		const others = Object.keys(services).filter((type) => services[type] === other);
		for (const file of examples) {
			for (const type of others) expect(read(root, file)).not.toContain(`${manifest.name}.${type}`);
			expect(read(root, file)).not.toContain(other.name);
		}
	});
});

test('the two packages have all nodes and credentials between them', () => {
	const parts = Object.values(services).map((service) => manifestOf(service).n8n);
	expect(parts.flatMap(({ nodes }) => nodes).sort()).toEqual([...manifest.n8n.nodes].sort());
	expect(parts.flatMap(({ credentials }) => credentials).sort()).toEqual(
		[...manifest.n8n.credentials].sort(),
	);
});

test.each([
	['n8n-nodes-prosper.leadProsper', 'n8n-nodes-leadprosper.leadProsper'],
	['n8n-nodes-prosper.leadProsperTrigger', 'n8n-nodes-leadprosper.leadProsperTrigger'],
	['n8n-nodes-prosper.leadProsperTool', 'n8n-nodes-leadprosper.leadProsperTool'],
	['n8n-nodes-prosper.prosperStack', 'n8n-nodes-prosperstack.prosperStack'],
	[
		'n8n-nodes-prosper.prosperStackPollingTrigger',
		'n8n-nodes-prosperstack.prosperStackPollingTrigger',
	],
])('the type %s becomes %s', (before, after) => {
	expect(withNewTypes(`{"type":"${before}"}`)).toEqual({ text: `{"type":"${after}"}`, count: 1 });
	const workflowInAField = JSON.stringify(JSON.stringify({ type: before }));
	expect(JSON.parse(JSON.parse(withNewTypes(workflowInAField).text))).toEqual({ type: after });
});

test.each([
	'n8n-nodes-base.if',
	'n8n-nodes-prosper.leadProsperous',
	'my-n8n-nodes-prosper.leadProsper',
	'n8n-nodes-leadprosper.leadProsper',
])('%s stays as it is', (type) => {
	expect(withNewTypes(`"${type}"`)).toEqual({ text: `"${type}"`, count: 0 });
});

describe('exported workflows', () => {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'exported workflows '));
	const target = path.join(folder, 'renamed');
	afterAll(() => fs.rmSync(folder, { recursive: true }));

	test('differ in the types of our nodes only', () => {
		const names = fs.readdirSync(saved).filter((name) => name !== 'shown.json');
		for (const name of names) fs.copyFileSync(path.join(saved, name), path.join(folder, name));
		const renamed = renameWorkflows(folder, target);
		expect(renamed.map(({ file }) => file).sort()).toEqual(names.sort());
		for (const { file, types } of renamed) {
			const before = JSON.parse(read(folder, file));
			const after = JSON.parse(read(target, file));
			const ours = before.nodes.filter(({ type }) => type.startsWith(`${manifest.name}.`));
			expect(types).toBe(ours.length);
			const changed = after.nodes.filter(({ type }, index) => type !== before.nodes[index].type);
			expect(changed).toHaveLength(ours.length);
			for (const { type } of changed)
				expect(type).toMatch(/^n8n-nodes-(leadprosper|prosperstack)\./);
			const withoutTypes = ({ nodes, ...rest }) => ({
				...rest,
				nodes: nodes.map((node) => ({ ...node, type: '' })),
			});
			expect(withoutTypes(after)).toEqual(withoutTypes(before));
		}
	});

	test('a file that is no workflow is named, and nothing is written', () => {
		fs.writeFileSync(path.join(folder, 'torn.json'), '{"nodes": [');
		const other = path.join(folder, 'other');
		expect(() => renameWorkflows(folder, other)).toThrow(/torn\.json is no exported workflow/);
		expect(fs.existsSync(other)).toBe(false);
	});
});
