/** What GitHub runs: nothing that others can change, with no more rights than it needs. */
const fs = require('node:fs');
const path = require('node:path');
const { parse } = require('yaml');

const root = path.join(__dirname, '../../..');
const folder = path.join(root, '.github', 'workflows');
const { engines, scripts } = require('../../../package.json');
const textOf = (file) => fs.readFileSync(path.join(folder, file), 'utf8');

const files = fs.readdirSync(folder);
const jobs = files.flatMap((file) =>
	Object.entries(parse(textOf(file)).jobs).map(([name, job]) => ({ file, name, job })),
);
const steps = jobs.flatMap(({ file, name, job }) =>
	job.steps.map((step, index) => ({ where: `${file}: ${name}, step ${index + 1}`, step })),
);
const uses = (action) => steps.filter(({ step }) => step.uses?.startsWith(`${action}@`));

test('both workflows are there', () => {
	expect(files).toEqual(expect.arrayContaining(['ci.yml', 'publish.yml']));
});

test.each(files)('%s names each action by its commit, and says which version that is', (file) => {
	const lines = textOf(file).match(/uses:.*/g) ?? [];
	expect(lines.length).toBeGreaterThan(0);
	for (const line of lines) {
		expect(line).toMatch(/^uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	}
});

test('an action has one version everywhere', () => {
	const named = steps.flatMap(({ step }) => (step.uses ? [step.uses] : []));
	const actions = new Set(named.map((one) => one.split('@')[0]));
	expect(new Set(named).size).toBe(actions.size);
});

test.each(files)('%s may read the code, and no more', (file) => {
	expect(parse(textOf(file)).permissions).toEqual({ contents: 'read' });
});

test('one job has a right of its own: to prove to npm who it is', () => {
	const own = jobs.filter(({ job }) => job.permissions);
	expect(own.map(({ file, name, job }) => [file, name, job.permissions])).toEqual([
		['publish.yml', 'publish', { 'id-token': 'write' }],
	]);
});

test.each(jobs)('$file: the job $name ends by itself', ({ job }) => {
	expect(job['timeout-minutes']).toBeGreaterThan(0);
	expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
});

test('no checkout leaves its credentials to what runs after it', () => {
	const checkouts = uses('actions/checkout');
	expect(checkouts.length).toBeGreaterThan(0);
	for (const { step } of checkouts) expect(step.with['persist-credentials']).toBe(false);
});

test('nothing from outside is put into a script', () => {
	const scriptsWithInput = steps.filter(({ step }) => /\$\{\{(?! matrix\.)/.test(step.run ?? ''));
	expect(scriptsWithInput).toEqual([]);
});

test('no workflow is run with this repository’s secrets for a stranger’s change', () => {
	for (const file of files) {
		expect(Object.keys(parse(textOf(file)).on)).not.toContain('pull_request_target');
		expect(textOf(file)).not.toMatch(/secrets\./);
	}
});

describe('a pull request', () => {
	const { test: job, audit } = parse(textOf('ci.yml')).jobs;

	test('is tested on every Node.js that the package is for', () => {
		const oldest = Number.parseInt(engines.node.replace('>=', ''), 10);
		expect(job.strategy.matrix.node).toEqual([oldest, 22, 24]);
	});

	test('runs every suite', () => {
		const suites = job.strategy.matrix.suites.flatMap((names) => names.split(' '));
		expect(suites.sort()).toEqual(['e2e', 'engine', 'lint', 'unit']);
		expect(job.steps.at(-1).run).toBe('npm test -- ${{ matrix.suites }}');
	});

	test('fails where something is known against what is published', () => {
		const strict = audit.steps.filter(({ 'continue-on-error': lax }) => !lax);
		expect(strict.map(({ run }) => run)).toContain('npm audit --omit=dev');
	});
});

describe('what is published', () => {
	const { test: tested, publish } = parse(textOf('publish.yml')).jobs;
	const scriptOf = (job) => job.steps.flatMap(({ run = [] }) => run).join('\n');

	test('is the tarball that all tests have run on', () => {
		expect(scripts.test).toBe('node test/run.cjs');
		expect(scriptOf(tested)).toMatch(/PACKAGE_TARBALL="\$\(realpath tarball\/\*\.tgz\)" npm test$/);
		const kept = tested.steps.at(-1).with;
		expect(kept.path).toBe('tarball/*.tgz');
		const [, handedOver] = publish.steps;
		expect(handedOver.with.name).toBe(kept.name);
		expect(publish.needs).toBe('test');
		expect(scriptOf(publish)).toBe('npm publish ./*.tgz --provenance --access public');
	});

	test('is published from the protected environment, where nothing of the project runs', () => {
		expect(publish.environment).toBe('npm');
		expect(publish.steps.flatMap(({ uses: action = [] }) => action)).toEqual([
			expect.stringMatching(/^actions\/setup-node@/),
			expect.stringMatching(/^actions\/download-artifact@/),
		]);
	});
});

test('dependencies and actions are kept up to date', () => {
	const { updates } = parse(fs.readFileSync(path.join(root, '.github', 'dependabot.yml'), 'utf8'));
	expect(updates.map(({ 'package-ecosystem': one }) => one)).toEqual(['npm', 'github-actions']);
});

test.each(['bug.yml', 'service.yml'])('the form of an issue %s asks for something', (file) => {
	const form = parse(fs.readFileSync(path.join(root, '.github', 'ISSUE_TEMPLATE', file), 'utf8'));
	const required = form.body.filter(({ validations }) => validations?.required);
	expect(required.length).toBeGreaterThan(0);
	for (const { id, attributes } of required) expect({ id, ...attributes }).toHaveProperty('label');
});
