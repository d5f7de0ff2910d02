/**
 * The package as users get it: “Install”, “Update” and “Uninstall” under Settings → Community nodes, in
 * a real n8n, from a registry. And what the docs say of the ways around it.
 */
const fs = require('node:fs');
const path = require('node:path');
const { n8nApi } = require('../../n8n/api.cjs');
const { npm } = require('../../n8n/npm.cjs');
const { installPackage, pack, unpack } = require('../../n8n/package.cjs');
const { startN8n } = require('../../n8n/server.cjs');
const { saveCredentials } = require('../../n8n/stage.cjs');
const { inALine, START } = require('../../n8n/steps.cjs');
const { until } = require('../../n8n/until.cjs');
const { outputsOf, withCredentials } = require('../../n8n/workflows.cjs');
const manifest = require('../../package.json');
const { startSandbox } = require('../../sandbox/index.cjs');
const { SUPPLIERS_KEY, TODAY, inputItem } = require('../fixtures/saved-workflows/input.cjs');
const { createLedger } = require('./support/ledger.cjs');
const { installsFrom, startRegistry } = require('./support/registry.cjs');

const { name, version } = manifest;
const folder = path.join(__dirname, '..', '..', '.cache', 'e2e-installing');
const userFolder = path.join(folder, 'n8n');
const SAVED = path.join(__dirname, '..', 'fixtures', 'saved-workflows', version);
const NEXT = `${version}-next.1`;
const WEBHOOK_ID = '2f0c4c8e-6c1f-4a54-9c35-0d7a1f4a7b12';
const DAY = 24 * 60 * 60 * 1000;

/** The same nodes as another version. */
async function packNext(tarball) {
	const unpacked = path.join(folder, 'next');
	unpack(tarball, unpacked);
	const next = { ...manifest, version: NEXT };
	fs.writeFileSync(path.join(unpacked, 'package.json'), JSON.stringify(next));
	const printed = await npm(['pack', '--json', '--pack-destination', folder], { cwd: unpacked });
	const [{ filename }] = JSON.parse(printed);
	return { manifest: next, tarball: path.join(folder, filename) };
}

let registry;
let sandbox;
let server;
let api;
let credentials;

const packages = () => api.request('GET', '/rest/community-packages');
const install = () => api.request('POST', '/rest/community-packages', { name, version });
const update = () => api.request('PATCH', '/rest/community-packages', { name, version: NEXT });
const uninstall = () => api.request('DELETE', `/rest/community-packages?name=${name}`);

/** Names of our node types that n8n knows, without those that it makes of them for AI agents. */
async function knownTypes() {
	const types = (await api.nodeTypes()).map((type) => type.name);
	return types.filter((type) => type.startsWith(`${name}.`) && !type.endsWith('Tool')).sort();
}

const OWN_TYPES = manifest.n8n.nodes
	.map((file) => path.basename(file, '.node.js'))
	.map((type) => `${name}.${type[0].toLowerCase()}${type.slice(1)}`)
	.sort();

beforeAll(async () => {
	fs.rmSync(folder, { recursive: true, force: true });
	const tarball = await pack(folder);
	registry = await startRegistry([{ manifest, tarball }, await packNext(tarball)]);
	sandbox = await startSandbox({ today: TODAY, rateLimit: { limit: 1_000_000 } });
	const env = installsFrom(registry.url, path.join(folder, 'bin'));
	server = await startN8n({ userFolder, env });
	api = n8nApi(server.url);
	await api.signIn();
});

afterAll(async () => {
	await server?.stop();
	await sandbox?.close();
	registry?.close();
});

/** A trigger of the package in a workflow of its own. */
const published = () => ({
	name: 'Published',
	nodes: [
		{
			id: 'trigger',
			name: 'Trigger',
			type: `${name}.prosperStackTrigger`,
			typeVersion: 1,
			position: [0, 0],
			webhookId: WEBHOOK_ID,
			parameters: {},
			credentials: { prosperStackApi: credentials.prosperStackApi },
		},
	],
	connections: {},
});
const registered = () =>
	sandbox.data.webhooks().filter(({ url }) => url.includes(WEBHOOK_ID)).length;
const until1 = (count) => until(() => registered() === count, { what: `${count} webhooks` });

/** Runs the node of a saved workflow alone, on a fresh account. */
async function runSaved(node) {
	sandbox.reset();
	const workflow = await api.saveWorkflow(
		withCredentials(
			{
				name: 'Saved',
				...inALine([START, node]),
				pinData: { Start: [{ json: await inputItem(sandbox) }] },
			},
			credentials,
		),
	);
	const execution = await api.run(workflow, START.name);
	return outputsOf(execution, node.name).map((items) => items.map(({ json }) => json));
}

const savedNodes = ['lead-prosper', 'prosper-stack'].flatMap((file) =>
	JSON.parse(fs.readFileSync(path.join(SAVED, `${file}.json`), 'utf8')).nodes.filter(({ type }) =>
		OWN_TYPES.includes(type),
	),
);

/** What each gives, by its name. */
async function runAllSaved() {
	/** @type {Record<string, object[][]>} */
	const results = {};
	for (const node of savedNodes) results[node.name] = await runSaved(node);
	return results;
}

/** Moments of the run itself, and what the service makes of them: the seed data end before. */
const isNow = (value) => {
	const ms = typeof value === 'string' ? Date.parse(value) : value;
	return ms >= Date.parse(TODAY) && ms < Date.parse(TODAY) + DAY;
};
const withoutNow = (results) =>
	JSON.parse(JSON.stringify(results), (_, value) => (isNow(value) ? 'now' : value));

test('“Install” brings all nodes and credentials', async () => {
	const installed = await install();
	expect(installed).toMatchObject({ packageName: name, installedVersion: version });
	expect(installed.installedNodes.map(({ type }) => type).sort()).toEqual(OWN_TYPES);
	expect((await packages()).map(({ packageName }) => packageName)).toEqual([name]);
	expect(await knownTypes()).toEqual(OWN_TYPES);

	credentials = {
		...(await saveCredentials(api, sandbox)),
		leadProsperSupplierApi: await api.saveCredential({
			name: 'Lead Prosper supplier',
			type: 'leadProsperSupplierApi',
			data: { apiKey: SUPPLIERS_KEY, baseUrl: sandbox.leadProsper.baseUrl },
		}),
	};
});

test('“Update” changes nothing in saved workflows, and a published trigger goes on', async () => {
	const before = await runAllSaved();
	for (const [node, outputs] of Object.entries(before)) {
		expect([node, outputs.flat().length]).not.toEqual([node, 0]);
	}

	sandbox.reset();
	const workflow = await api.saveWorkflow(published());
	const ledger = createLedger(api, workflow, 'Trigger');
	await api.activate(workflow);
	await until1(1);
	const fire = async () => (await sandbox.emit({ count: 3 })).map(({ event_id: id }) => id);
	expect(await ledger.settle(await fire())).toMatchObject({ emitted: 3, lost: 0, repeated: 0 });

	expect(await update()).toMatchObject({ packageName: name, installedVersion: NEXT });
	expect((await packages()).map(({ installedVersion }) => installedVersion)).toEqual([NEXT]);
	expect(await knownTypes()).toEqual(OWN_TYPES);
	expect(await ledger.settle(await fire())).toMatchObject({ emitted: 3, lost: 0, repeated: 0 });

	await api.deactivate(workflow);
	await until1(0);
	expect(withoutNow(await runAllSaved())).toEqual(withoutNow(before));
});

test('“Uninstall” takes all away; a webhook stays unless the workflow was unpublished before', async () => {
	sandbox.reset();
	const workflow = await api.saveWorkflow(published());
	await api.activate(workflow);
	await until1(1);
	await api.deactivate(workflow);
	await until1(0);
	await api.activate(workflow);
	await until1(1);

	await uninstall();
	expect(await packages()).toEqual([]);
	expect(await knownTypes()).toEqual([]);
	await api.deactivate(workflow).catch(() => {});
	expect(registered()).toBe(1);
});

test('put there by hand, the nodes work, and n8n’s list of community nodes is empty', async () => {
	await server.stop();
	installPackage(path.join(folder, `${name}-${version}.tgz`), userFolder);
	await server.start();
	// n8n writes the list of types after it has begun to answer.
	const types = await until(() => knownTypes().catch(() => undefined), { what: 'the types' });
	expect(types).toEqual(OWN_TYPES);
	expect(await packages()).toEqual([]);
});
