/**
 * Workflows that n8n saved with each version of the package do what they did: n8n leaves out what has
 * its default value, so a changed default changes what they do.
 */
const fs = require('node:fs');
const path = require('node:path');
const { NodeHelpers } = require('n8n-workflow');
const manifest = require('../../package.json');
const { startSandbox } = require('../../sandbox/index.cjs');
const { SUPPLIERS_KEY, TODAY, inputItem } = require('../fixtures/saved-workflows/input.cjs');
const { realDate, setDate } = require('./support/clock.cjs');
const { createEngine } = require('./support/engine.cjs');

const FOLDER = path.resolve(__dirname, '../fixtures/saved-workflows');
const PACKAGE = `${manifest.name}.`;

const readJson = (...names) => JSON.parse(fs.readFileSync(path.join(FOLDER, ...names), 'utf8'));

const versions = fs
	.readdirSync(FOLDER, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);

/** Our nodes of a version's workflows, each with all that the editor showed of it. */
const savedIn = (version) =>
	Object.entries(readJson(version, 'shown.json')).flatMap(([file, shown]) =>
		readJson(version, `${file}.json`)
			.nodes.filter(({ type }) => type.startsWith(PACKAGE))
			.map((node) => ({ node, shown: shown[node.name] })),
	);

const all = versions.flatMap((version) =>
	savedIn(version).map((saved) => ({ version, name: saved.node.name, ...saved })),
);
const typeOf = ({ type }) => type.slice(PACKAGE.length);

/** @type {import('../../sandbox/index.cjs').Sandbox} */
let sandbox;
/** @type {import('./support/engine.cjs').Engine} */
let engine;

beforeAll(async () => {
	setDate(TODAY);
	sandbox = await startSandbox({ today: TODAY, rateLimit: { limit: 10_000 } });
	const access = {
		leadProsperApi: sandbox.leadProsper,
		leadProsperSupplierApi: { ...sandbox.leadProsper, apiKey: SUPPLIERS_KEY },
		prosperStackApi: sandbox.prosperStack,
	};
	const credentials = Object.fromEntries(
		all.flatMap(({ node }) =>
			Object.entries(node.credentials).map(([type, { id }]) => [id, access[type]]),
		),
	);
	engine = await createEngine({ credentials });
});
afterAll(async () => {
	engine.close();
	await sandbox.close();
	realDate();
});
beforeEach(() => sandbox.reset());
afterEach(() => expect(sandbox.violations()).toEqual([]));

const descriptionOf = (node) =>
	engine.nodeTypes.getByNameAndVersion(node.type, node.typeVersion).description;

/** All parameters of a node, with today's defaults for what is not saved. */
const withDefaults = (node) => {
	const description = descriptionOf(node);
	const { properties } = description;
	return NodeHelpers.getNodeParameters(properties, node.parameters, true, false, node, description);
};

/** What a saved node runs with. */
const input = async () => [await inputItem(sandbox)];

/** What is posted to a webhook trigger: a session is completed, a lead has come. */
const posts = {
	async prosperStackTrigger() {
		const [{ event_id: id }] = await sandbox.emit({ deliver: false });
		const { event, data } = sandbox.data.events().find((one) => one.id === id);
		return { event, event_id: id, data };
	},
	leadProsperWebhookTrigger() {
		const [{ id }] = sandbox.addLeads({ campaignId: 30108 });
		return { lead_id: id };
	},
};

/** The trigger is activated, and something is posted to it. */
async function deliverTo(node) {
	const type = typeOf(node);
	await engine.runHook(type, 'create', node.parameters, { node });
	const body = await posts[type]();
	const { workflowData } = await engine.deliver(type, { body }, node.parameters, { node });
	return workflowData?.[0] ?? [];
}

async function run(node) {
	const { polling, webhooks } = descriptionOf(node);
	const type = typeOf(node);
	if (webhooks) return await deliverTo(node);
	if (polling) {
		return (await engine.poll(type, node.parameters, { node, mode: 'manual' })).items ?? [];
	}
	const items = await input();
	const { error, items: outputs } = await engine.runNode(type, node.parameters, {
		...node,
		items,
	});
	expect(error).toBeUndefined();
	return outputs[0];
}

test('the package’s own version has been saved: run save.cjs', () => {
	expect(versions).toContain(manifest.version);
});

test.each(versions)('%s has every operation, trigger and event of a trigger', (version) => {
	const nodes = all.filter((saved) => saved.version === version);
	const key = (type, ...values) => [type, ...values].join(' ');
	const saved = nodes.map(({ node, shown: { resource, operation, event } }) =>
		key(typeOf(node), ...[resource, operation, event].filter(Boolean)),
	);
	const offered = Object.values(engine.loader.nodeTypes).flatMap(({ type }) => {
		/** @type {{ name: string, properties: object[] }} */
		const { name, properties } = NodeHelpers.getVersionedNodeType(type).description;
		const named = (wanted) => properties.filter((property) => property.name === wanted);
		const keys = [
			...named('operation').flatMap(({ displayOptions, options }) =>
				options.map(({ value }) => key(name, displayOptions.show.resource[0], value)),
			),
			...named('event').flatMap(({ options }) => options.map(({ value }) => key(name, value))),
		];
		return keys.length > 0 ? keys : [name];
	});
	expect(offered.length).toBeGreaterThan(0);
	expect(offered.filter((one) => !saved.includes(one))).toEqual([]);
});

describe.each(versions)('%s', (version) => {
	const nodes = all.filter((saved) => saved.version === version);

	test.each(nodes)('$name has the parameters that the editor showed', ({ node, shown }) => {
		expect(withDefaults(node)).toMatchObject(shown);
	});

	test.each(nodes)('$name runs', async ({ node }) => {
		expect((await run(node)).length).toBeGreaterThan(0);
	});
});
