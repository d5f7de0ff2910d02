'use strict';

const { once } = require('node:events');
const http = require('node:http');
const { portOf } = require('../../../n8n/ports.cjs');
const { useSandbox } = require('./support.cjs');

const sandbox = useSandbox();

/** A receiver of webhooks that answers as `answer` says. */
const receiver = {
	/** @type {string[]} */
	bodies: [],
	answer: () => 200,
	url: '',
};

async function receive(req, res) {
	let body = '';
	for await (const chunk of req) body += chunk;
	receiver.bodies.push(body);
	res.writeHead(receiver.answer()).end('thanks');
}

const server = http.createServer((req, res) => {
	receive(req, res).catch((error) => res.writeHead(500).end(error.stack));
});

beforeAll(async () => {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	receiver.url = `http://127.0.0.1:${portOf(server)}/hook?x=1`;
});
beforeEach(() => {
	receiver.bodies = [];
	receiver.answer = () => 200;
});
afterAll(() => {
	server.close();
	server.closeAllConnections();
});

const subscribe = (...events) =>
	sandbox.ps('/webhooks', { method: 'POST', json: { url: receiver.url, events } });

describe('emit', () => {
	it('makes a session and an event, and delivers it to those who want it', async () => {
		await subscribe('flow_session_completed');
		const [{ event_id: id, session_id: sessionId, deliveries }] = await sandbox.emit({
			session: { status: 'saved' },
		});
		// The seed's webhooks are on hosts that the sandbox doesn't call.
		expect(deliveries).toEqual([
			expect.objectContaining({ status: 200, body: 'thanks', attempt: 1, event_id: id }),
		]);

		const event = (await sandbox.ps(`/events/${id}`)).body;
		expect(receiver.bodies.map((body) => JSON.parse(body))).toEqual([
			{ event: 'flow_session_completed', event_id: id, data: event.data },
		]);
		const session = (await sandbox.ps(`/flow_sessions/${sessionId}`)).body;
		expect(session).toEqual(event.data);
		expect(session.status).toBe('saved');
		expect(sandbox.violations()).toEqual([]);
		expect(sandbox.data.events().at(-1).id).toBe(id);
	});

	it('ends a session that it has started', async () => {
		const [started] = await sandbox.emit({ event: 'flow_session_started' });
		const id = started.session_id;
		expect((await sandbox.ps(`/flow_sessions/${id}`)).body.status).toBe('in_progress');
		await sandbox.emit({ session: { id, status: 'deflected' } });
		expect((await sandbox.ps(`/flow_sessions/${id}`)).body).toMatchObject({
			status: 'deflected',
			completed_at: expect.any(String),
		});
		expect(sandbox.data.sessions().filter((session) => session.id === id)).toHaveLength(1);
	});

	it('delivers bursts and repeats at once, or nothing', async () => {
		await subscribe('flow_session_started', 'flow_session_completed');
		const emitted = await sandbox.emit({ count: 50, repeat: 2 });
		expect(new Set(emitted.map(({ event_id: id }) => id)).size).toBe(50);
		expect(receiver.bodies).toHaveLength(100);
		await sandbox.emit({ count: 3, deliver: false });
		expect(receiver.bodies).toHaveLength(100);
		expect(sandbox.deliveries()).toHaveLength(100);
		const after = await sandbox.ps(`/events?after_id=${emitted[49].event_id}`);
		expect(after.body.data).toHaveLength(3);
	});

	it('tries again after a 5xx only if told', async () => {
		await subscribe('flow_session_completed');
		receiver.answer = () => (receiver.bodies.length === 1 ? 503 : 200);
		const [{ deliveries }] = await sandbox.emit({ retries: 1 });
		expect(deliveries[0]).toMatchObject({ status: 200, attempt: 2 });
		receiver.answer = () => 500;
		const [once] = await sandbox.emit();
		expect(once.deliveries[0]).toMatchObject({ status: 500, attempt: 1 });
	});

	it('works over HTTP', async () => {
		const { body } = await sandbox.control('emit', { count: 2, at: '2026-03-20T15:00:00.000Z' });
		expect(body).toHaveLength(2);
		expect((await sandbox.ps(`/events/${body[0].event_id}`)).body.created_at).toBe(
			'2026-03-20T15:00:00.000Z',
		);
	});
});

describe('deliver', () => {
	it('sends what nobody has checked', async () => {
		const result = await sandbox.deliver({ url: receiver.url, body: '{"event_id":' });
		expect(result.status).toBe(200);
		expect(receiver.bodies).toEqual(['{"event_id":']);
	});

	it('reports a connection that failed', async () => {
		const result = await sandbox.deliver({ url: 'http://127.0.0.1:1/', body: {} });
		expect(result).toMatchObject({ status: null, error: expect.any(String) });
		const elsewhere = sandbox.deliver({ url: 'https://example.com/', body: {} });
		await expect(elsewhere).rejects.toThrow('loopback');
	});
});

describe('what is not documented', () => {
	it.each([404, 405, 501])('DELETE of a webhook may answer %s', async (status) => {
		const { body } = await subscribe('flow_session_completed');
		sandbox.setOptions({ webhookDeleteStatus: status });
		const path = `/webhooks/${body.id}`;
		expect((await sandbox.ps(path, { method: 'DELETE' })).status).toBe(status);
		expect((await sandbox.ps(path)).status).toBe(200);
		sandbox.setOptions({ webhookDeleteStatus: 204 });
		expect((await sandbox.ps(path, { method: 'DELETE' })).status).toBe(204);
		expect((await sandbox.ps(path)).status).toBe(404);
		expect(sandbox.violations()).toEqual([]);
	});

	it('old events are forgotten, and with them what came after one', async () => {
		const [oldest] = sandbox.data.events();
		const newest = sandbox.data.events().at(-1);
		const forgotten = sandbox.expireEvents(newest.created_at);
		expect(forgotten).toBeGreaterThan(100);
		expect((await sandbox.ps(`/events?after_id=${oldest.id}`)).status).toBe(422);
		expect((await sandbox.ps(`/events/${oldest.id}`)).status).toBe(404);
		expect((await sandbox.ps('/events')).body.data).toEqual([newest]);
	});
});
