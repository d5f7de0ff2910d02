/** The driver against a server that drops every connection once it has answered, as a busy n8n may. */
const { createServer } = require('node:http');
const { once } = require('node:events');
const { n8nApi } = require('../../../n8n/api.cjs');
const { portOf } = require('../../../n8n/ports.cjs');
const { createDeliveries } = require('../../../sandbox/shared/deliveries.cjs');

const REQUESTS = 5;
let server;
let refusals = 0;
let url;

beforeAll(async () => {
	const answered = new WeakSet();
	server = createServer((request, response) => {
		if (answered.has(request.socket)) return void request.socket.destroy();
		answered.add(request.socket);
		if (refusals-- > 0) {
			response.statusCode = 503;
			return void response.end('{"code":503,"message":"Database is not ready!"}');
		}
		response.setHeader('content-type', 'application/json');
		response.end('{"data":[]}');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	url = `http://127.0.0.1:${portOf(server)}`;
});

afterAll(() => server.close());

test('requests to n8n', async () => {
	const api = n8nApi(url);
	for (let i = 0; i < REQUESTS; i++) await api.request('POST', '/rest/anything', {});
});

test('requests to an n8n that does not reach its database for a moment', async () => {
	refusals = 3;
	expect(await n8nApi(url).request('POST', '/rest/anything', {})).toEqual([]);
});

test('deliveries', async () => {
	const { deliver } = createDeliveries();
	const statuses = [];
	for (let i = 0; i < REQUESTS; i++) statuses.push((await deliver({ url, body: {} })).status);
	expect(statuses).toEqual(Array(REQUESTS).fill(200));
});
