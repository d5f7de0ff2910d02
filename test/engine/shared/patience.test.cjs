/** How long a client waits, with clients of a patience of their own, in n8n's engine. */
const path = require('node:path');
const { createEngine } = require('../support/engine.cjs');
const { startScriptedServer } = require('../support/scriptedServer.cjs');

/** A module of the nodes as it was built. */
const built = (name) => require(path.join(__dirname, '../../../dist/nodes', name));
const { leadProsper } = built('LeadProsper/api/service');
const { createClient } = built('shared/transport/client');

const tooMany = (seconds) => ({
	status: 429,
	headers: { 'retry-after': String(seconds) },
	body: { message: 'Too Many Attempts.' },
});

/** @type {import('../support/engine.cjs').Engine} */
let engine;
/** @type {Awaited<ReturnType<typeof startScriptedServer>>} */
let server;

const anything = { what: 'anything', read: () => 'read' };

/**
 * A node that sends so many requests at once, and puts out what becomes of each.
 * @type {import('n8n-workflow').INodeType}
 */
const senderNode = {
	description: {
		displayName: 'Sender',
		name: 'sender',
		description: 'Sends requests',
		group: ['input'],
		version: 1,
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'leadProsperApi', required: true }],
		properties: [],
	},
	async execute() {
		const [{ json }] = this.getInputData();
		const { count, ...options } = json;
		const client = createClient(this, leadProsper, options);
		const send = async (path) => {
			const error = await client.request({ path, expect: anything }).then(
				() => undefined,
				({ message, description }) => `${message}. ${description}`,
			);
			return { json: { error } };
		};
		return [await Promise.all(Array.from({ length: Number(count) }, (_, i) => send(`/${i}`)))];
	},
};

beforeAll(async () => {
	server = await startScriptedServer();
	const apiKey = 'a-key-that-nobody-may-see';
	engine = await createEngine({ credentials: { scripted: { apiKey, baseUrl: server.url } } });
	engine.loader.nodeTypes.sender = { type: senderNode, sourcePath: __filename };
});

afterAll(() => {
	server.close();
	engine.close();
});

const send = async (options) => {
	const { items, error } = await engine.runNode(
		'sender',
		{},
		{ items: [options], credentials: { leadProsperApi: { id: 'scripted', name: 'scripted' } } },
	);
	expect(error).toBeUndefined();
	return items[0].map((item) => item.error);
};

test('all give up in time, also where one after another gets no answer', async () => {
	server.answer(...Array(4).fill(tooMany(1)), 'hang');
	const errors = await send({ count: 4, patienceMs: 3_000, timeoutMs: 2_500 });
	// One is sent after the wait and hangs. One after another all four would, each for 2.5 s.
	expect(server.requests()).toHaveLength(5);
	const gaveUp = errors.filter((error) => error.includes('did not get its turn'));
	expect(gaveUp).toHaveLength(3);
	expect(gaveUp[0]).toMatch(
		/^Lead Prosper is slow to answer, and this request did not get its turn within 3 seconds\. Others were under way all this time, and it was not carried out\./,
	);
});

test('a service that refuses again and again: what was waited, what it asks, what there is', async () => {
	server.answer(tooMany(2));
	const [error] = await send({ count: 1, patienceMs: 5_000 });
	expect(error).toMatch(
		/^Lead Prosper limits how many requests it takes, and asks to wait 2 seconds more\. This request has waited 4 seconds already, and this step waits 5 seconds at most\. The request was not carried out\./,
	);
});

test('requests go out in the order in which they asked', async () => {
	server.answer({ body: {}, afterMs: 20 });
	await send({ count: 48 });
	const order = server.requests().map(({ url }) => Number(url.slice(1)));
	// Connections that are opened together can arrive in any order.
	order.forEach((number, place) => expect(Math.abs(number - place)).toBeLessThan(16));
	expect(server.mostAtOnce()).toBeLessThanOrEqual(16);
});
