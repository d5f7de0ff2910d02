/** What is only guessed of the service may be otherwise: the node must not do harm then. */
const { createEngine } = require('../support/engine.cjs');
const { startScriptedServer } = require('../support/scriptedServer.cjs');
const { byId, mapped, pick } = require('./support.cjs');

let engine;
let server;

beforeAll(async () => {
	server = await startScriptedServer();
	engine = await createEngine({
		credentials: { scripted: { apiKey: 'key_test_scripted', baseUrl: server.url } },
	});
});

afterAll(() => {
	server.close();
	engine.close();
});

const run = (resource, operation, parameters) =>
	engine.runNode(
		'prosperStack',
		{ resource, operation, ...parameters },
		{ credentials: { prosperStackApi: { id: 'scripted' } } },
	);

const list = (...data) => ({ body: { data, next_cursor: null } });
const property = (key, type) => ({ id: `prop_${key}`, key, name: key, entity: 'subscriber', type });
const methods = () => server.requests().map(({ method }) => method);

test('the filter by email is ignored: a stranger is not changed', async () => {
	const stranger = { id: 'subr_1', email: 'stranger@example.com' };
	server.answer(list(property('vip', 'boolean')), list(stranger));
	const { error } = await run('subscriber', 'update', {
		subscriberId: pick('email', 'jane@example.com'),
		properties: mapped({ vip: true }),
	});
	expect(error.message).toBe('No subscriber has the email “jane@example.com”');
	// The properties, the search by email, then the whole list.
	expect(methods()).toEqual(['GET', 'GET', 'GET']);
});

test('the service writes an email in other letters', async () => {
	const jane = { id: 'subr_1', email: 'Jane@Example.com' };
	server.answer(list(jane));
	const { items } = await run('subscriber', 'get', {
		subscriberId: pick('email', 'jane@example.com'),
	});
	expect(items[0]).toEqual([jane]);
});

test.each([
	['200 with an object', { body: { id: 'prop_1', deleted: true } }],
	['200 without a body', { status: 200, body: '' }],
	['204', { status: 204 }],
])('a delete that is answered with %s', async (_name, answer) => {
	server.answer(({ method }) => (method === 'DELETE' ? answer : { status: 404 }));
	const { items } = await run('property', 'delete', { propertyId: byId('prop_1') });
	expect(items[0]).toEqual([{ deleted: true }]);
});

test('a create that is answered without the object: it is not said to have failed or succeeded', async () => {
	server.answer({ status: 201, body: '' });
	const { error } = await run('webhook', 'create', { url: 'https://example.com' });
	expect(error.message).toBe('ProsperStack answered, but without the new webhook');
	expect(error.description).toMatch(/not known whether the change was made/);
	expect(methods().filter((method) => method === 'POST')).toHaveLength(1);
});

test('fields that no document lists come out as they are', async () => {
	const flow = { id: 'flow_1', name: 'A', brand: { new: [true, null] } };
	server.answer({ body: flow });
	const { items } = await run('flow', 'get', { flowId: byId('flow_1') });
	expect(items[0]).toEqual([flow]);
});
