'use strict';

const { startSandbox } = require('../../../sandbox/index.cjs');
const { TODAY, ask, leadsQuery, useSandbox } = require('./support.cjs');

const sandbox = useSandbox();

describe('authentication', () => {
	it.each([undefined, 'Bearer wrong', 'Basic bHAtc2FuZGJveC1rZXk6'])(
		'Lead Prosper refuses %s',
		async (authorization) => {
			const { status, body } = await ask(
				`${sandbox.leadProsper.baseUrl}/public/campaigns`,
				authorization ? { authorization } : {},
			);
			expect(status).toBe(401);
			expect(body).toEqual({ message: 'Unauthenticated.' });
		},
	);

	it('ProsperStack refuses a wrong key', async () => {
		const { status, body } = await ask(`${sandbox.prosperStack.baseUrl}/flows`, {
			authorization: `Basic ${btoa('key_wrong:')}`,
		});
		expect(status).toBe(401);
		expect(body).toEqual({ error: expect.any(String) });
		expect(sandbox.violations()).toEqual([]);
	});
});

describe('the contract', () => {
	/** @type {[what: string, path: string, init: Parameters<typeof ask>[2] & {}, status: number][]} */
	const unknown = [
		['an unknown path', '/public/nope', {}, 404],
		['an empty id', '/public/campaigns/', {}, 404],
		['an unknown parameter', '/public/campaigns?page=2', {}, 422],
		['a missing parameter', '/public/stats?start_date=2026-01-01', {}, 422],
		['a date that is none', leadsQuery({ campaign: '30101', end_date: '2026-02-30' }), {}, 422],
		['two campaigns', leadsQuery({ campaign: '30101,30102' }), {}, 422],
		['an unknown status', leadsQuery({ campaign: '30101', status: 'ACCEPTED' }), {}, 422],
		['a wrong verb', '/public/campaigns', { method: 'POST', json: {} }, 405],
		[
			'a Content-Type on a GET',
			'/public/campaigns',
			{ headers: { 'content-type': 'application/json' } },
			415,
		],
	];
	it.each(unknown)('records %s', async (_what, path, init, expected) => {
		const { status, body } = await sandbox.lp(path, init);
		expect(status).toBe(expected);
		expect(body).toHaveProperty('message');
		expect(sandbox.violations()).toEqual([
			{
				service: 'leadProsper',
				method: init.method ?? 'GET',
				url: `/leadprosper${path}`,
				reason: expect.any(String),
			},
		]);
	});

	it.each([
		['an unknown key', { key: 'a', name: 'A', entity: 'subscriber', type: 'text', more: 1 }],
		['a value that is none of the enum', { key: 'a', name: 'A', entity: 'flow', type: 'text' }],
		['a missing key', { key: 'a' }],
	])('records %s in a body', async (_what, json) => {
		const { status, body } = await sandbox.ps('/properties', { method: 'POST', json });
		expect(status).toBe(422);
		expect(body).toEqual({ error: expect.any(String) });
		expect(sandbox.violations()).toHaveLength(1);
	});

	it('records requests that are below no service', async () => {
		expect((await ask(`${sandbox.url}/v1/flows`, {})).status).toBe(404);
		expect(sandbox.violations()).toHaveLength(1);
	});

	it('turns an answer outside of it into a recorded 500', async () => {
		// A property that lost its name, as only a fault of the sandbox itself could make one.
		const [property] = sandbox.data.properties();
		const { name } = property;
		delete property.name;
		const { status } = await sandbox.ps(`/properties/${property.id}`);
		property.name = name;
		expect(status).toBe(500);
		expect(sandbox.violations()[0].reason).toContain('name');
		expect(sandbox.operations().getProperty.count).toBe(0);
	});

	it('has an id and a certainty for every operation, counted when served', async () => {
		await sandbox.lp('/public/campaigns');
		await sandbox.lp('/public/campaigns/1');
		const operations = sandbox.operations();
		expect(operations.getCampaigns).toEqual({ service: 'leadProsper', count: 1, sure: 'doc' });
		expect(operations.getCampaign.count).toBe(0);
		expect(Object.keys(operations)).not.toContain('undefined');
		for (const { sure } of Object.values(operations)) {
			expect(['doc', 'seen', 'one', 'guess']).toContain(sure);
		}
	});
});

describe('the whole of the made-up account', () => {
	it('is as large as promised', () => {
		expect(sandbox.data.campaigns().length).toBeGreaterThanOrEqual(8);
		expect(sandbox.data.leads().length).toBeGreaterThanOrEqual(20_000);
		expect(sandbox.data.subscribers().length).toBeGreaterThanOrEqual(500);
		expect(sandbox.data.sessions().length).toBeGreaterThanOrEqual(2_000);
	});

	it('has a lead within the last minute or two, and none to come', () => {
		const newest = Number(sandbox.data.leads(30101)[0].lead_date_ms);
		expect(Date.parse(TODAY) - newest).toBeGreaterThanOrEqual(0);
		expect(Date.parse(TODAY) - newest).toBeLessThan(120_000);
	});

	it('is within the contract, lead by lead', async () => {
		for (const { id } of sandbox.data.campaigns()) {
			let cursor = '';
			do {
				const { status, body } = await sandbox.lp(
					leadsQuery({ campaign: id, search_after: cursor }),
				);
				expect(status).toBe(200);
				cursor = body.search_after;
			} while (cursor);
		}
		const stats = 'start_date=2025-01-01&end_date=2026-12-31';
		expect((await sandbox.lp(`/public/stats?${stats}`)).status).toBe(200);
		expect(sandbox.violations()).toEqual([]);
	});

	it('is the same for the same day, and its ids for any', async () => {
		const textOf = ({ data }) => JSON.stringify([data.leads(30105), data.sessions()]);
		const other = await startSandbox({ today: TODAY });
		expect(textOf(other) === textOf(sandbox)).toBe(true);
		await other.close();

		const later = await startSandbox({ today: '2026-06-01' });
		const ids = ({ data }) => data.leads(30105).map(({ id }) => id);
		expect(ids(later)).toEqual(ids(sandbox));
		await later.close();
	});
});

describe('rate limit', () => {
	it('is told on every answer of ProsperStack and ends in 429', async () => {
		sandbox.setRateLimit({ service: 'prosperStack', limit: 2, windowMs: 500 });
		const first = await sandbox.ps('/flows');
		expect(first.headers.get('ratelimit-limit')).toBe('2');
		expect(first.headers.get('ratelimit-remaining')).toBe('1');
		expect(first.headers.get('ratelimit-reset')).toBe('1');
		await sandbox.ps('/flows/nope');
		const refused = await sandbox.ps('/flows');
		expect(refused.status).toBe(429);
		expect(refused.headers.get('ratelimit-remaining')).toBe('0');
		expect(refused.body).toEqual({ error: expect.any(String) });
		expect((await sandbox.lp('/public/campaigns')).status).toBe(200);

		await new Promise((resolve) => setTimeout(resolve, 550));
		expect((await sandbox.ps('/flows')).status).toBe(200);
		expect(sandbox.violations()).toEqual([]);
	});

	it('of Lead Prosper tells when to come back only if wanted', async () => {
		sandbox.setRateLimit({ service: 'leadProsper', limit: 0 });
		const silent = await sandbox.lp('/public/campaigns');
		expect(silent.status).toBe(429);
		expect(silent.headers.get('retry-after')).toBeNull();
		sandbox.setRateLimit({ service: 'leadProsper', limit: 0, retryAfter: true });
		const polite = await sandbox.lp('/public/campaigns');
		expect(polite.headers.get('retry-after')).toBe('60');
	});

	it('is 100 a minute unless told', async () => {
		const other = await startSandbox();
		const { headers } = await ask(`${other.prosperStack.baseUrl}/flows`, {});
		expect(headers.get('ratelimit-limit')).toBe('100');
		expect(headers.get('ratelimit-reset')).toBe('60');
		await other.close();
	});
});

describe('faults', () => {
	it('answer with a status, headers and body of choice, once', async () => {
		sandbox.fault({ kind: 'status', status: 503, body: 'Down for maintenance' });
		const refused = await sandbox.ps('/flows');
		expect(refused).toMatchObject({ status: 503, text: 'Down for maintenance' });
		expect(refused.headers.get('ratelimit-limit')).toBeNull();
		expect((await sandbox.ps('/flows')).status).toBe(200);
	});

	it('pick their requests by service, verb, path, and how many passed', async () => {
		sandbox.fault({
			kind: 'status',
			status: 429,
			headers: { 'Retry-After': '7' },
			body: { message: 'slow' },
			service: 'leadProsper',
			method: 'get',
			path: '^/public/campaigns/\\d+$',
			skip: 1,
			times: 2,
		});
		const statuses = [];
		for (let i = 0; i < 4; i++) statuses.push((await sandbox.lp('/public/campaigns/21626')).status);
		expect(statuses).toEqual([200, 429, 429, 200]);
		expect((await sandbox.lp('/public/campaigns')).status).toBe(200);
		expect(sandbox.operations().getCampaign.count).toBe(2);
	});

	it('answer HTML', async () => {
		sandbox.fault({ kind: 'html' });
		const { status, headers, text } = await sandbox.lp('/public/campaigns');
		expect(status).toBe(200);
		expect(headers.get('content-type')).toContain('text/html');
		expect(text).toContain('<html>');
	});

	it.each(['reset', 'truncate'])('cut the connection: %s', async (kind) => {
		sandbox.fault({ kind });
		await expect(sandbox.ps('/flows')).rejects.toThrow();
		expect((await sandbox.ps('/flows')).status).toBe(200);
	});

	it('hang, or answer late', async () => {
		sandbox.fault({ kind: 'hang' });
		const signal = AbortSignal.timeout(100);
		await expect(sandbox.ps('/flows', { signal })).rejects.toThrow();
		sandbox.fault({ kind: 'delay', ms: 120 });
		const start = Date.now();
		expect((await sandbox.ps('/flows')).status).toBe(200);
		expect(Date.now() - start).toBeGreaterThanOrEqual(100);
	});

	it.each([
		[{ kind: 'notAList' }, { next_cursor: null }],
		[{ kind: 'emptyList' }, { data: [], next_cursor: null }],
		[{ kind: 'nextCursor', value: 'null' }, { next_cursor: 'null' }],
	])('spoil a list: %p', async (fault, expected) => {
		sandbox.fault(fault);
		const { status, body } = await sandbox.ps('/flows?limit=50');
		expect(status).toBe(200);
		expect(body).toMatchObject(expected);
		expect('data' in body).toBe(fault.kind !== 'notAList');
	});

	it('spoil lists of Lead Prosper', async () => {
		sandbox.fault({ kind: 'nextCursor', value: '1' });
		sandbox.fault({ kind: 'notAList', path: 'campaigns' });
		const leads = await sandbox.lp(leadsQuery({ campaign: '30108' }));
		expect(leads.body).toEqual({ leads: [], search_after: '1' });
		expect((await sandbox.lp('/public/campaigns')).body).toEqual({});
	});

	it.each([true, false])('of a write leave its outcome unknown: applied %s', async (applied) => {
		sandbox.fault({ kind: 'reset', method: 'POST', applied });
		const json = { key: 'team', name: 'Team', entity: 'subscriber', type: 'text' };
		await expect(sandbox.ps('/properties', { method: 'POST', json })).rejects.toThrow();
		const found = sandbox.data.properties().some(({ key }) => key === 'team');
		expect(found).toBe(applied);
	});

	it('come after the request is checked', async () => {
		sandbox.fault({ kind: 'html' });
		expect((await sandbox.ps('/flows?x=1')).status).toBe(422);
		sandbox.clearFaults();
		expect((await sandbox.ps('/flows')).headers.get('content-type')).toContain('json');
	});

	it('of an unknown kind are refused', () => {
		expect(() => sandbox.fault({ kind: 'earthquake' })).toThrow('earthquake');
	});
});

describe('the log of requests', () => {
	it('holds them as they came', async () => {
		await sandbox.ps('/flows?limit=5', { headers: { 'x-probe': 'yes' } });
		await sandbox.ps('/properties', { method: 'POST', json: { key: 'k' } });
		expect(sandbox.requests()).toEqual([
			expect.objectContaining({
				at: expect.any(Number),
				service: 'prosperStack',
				method: 'GET',
				path: '/flows',
				query: { limit: '5' },
				headers: expect.objectContaining({ 'x-probe': 'yes' }),
				status: 200,
				operationId: 'listFlows',
			}),
			expect.objectContaining({ method: 'POST', body: { key: 'k' }, status: 422 }),
		]);
		sandbox.clearRequests();
		expect(sandbox.requests()).toEqual([]);
	});
});

describe('reset', () => {
	it('goes back to the seed, at once', async () => {
		await sandbox.lp('/public/campaigns/21626/pause_buyer/55087');
		await sandbox.ps('/flows?nope=1');
		sandbox.fault({ kind: 'reset' });
		sandbox.setOptions({ alreadyPausedStatus: 422 });
		sandbox.setRateLimit({ limit: 0 });
		const start = performance.now();
		sandbox.reset();
		expect(performance.now() - start).toBeLessThan(5_000);
		expect((await sandbox.lp('/public/campaigns/21626')).body.buyers[0].paused).toBe(0);
		expect(sandbox.violations()).toEqual([]);
		expect(sandbox.requests()).toHaveLength(1);
	});
});

describe('the clock', () => {
	it('can be set', async () => {
		sandbox.setClock('2030-01-01T00:00:00Z');
		const json = { url: 'http://127.0.0.1/', events: ['flow_session_started'] };
		const { body } = await sandbox.ps('/webhooks', { method: 'POST', json });
		expect(body.created_at).toMatch(/^2030-01-01T00:00:0/);
		expect(() => sandbox.setClock('soon')).toThrow('soon');
	});
});

describe('control over HTTP', () => {
	it('does what the handle does', async () => {
		await sandbox.control('fault', { kind: 'status', status: 500 });
		expect((await sandbox.lp('/public/campaigns')).status).toBe(500);
		await sandbox.control('setClock', ['2030-01-01']);
		expect((await sandbox.control('requests')).body).toHaveLength(1);
		expect((await sandbox.control('violations')).body).toEqual([]);
		expect((await sandbox.control('operations')).body).toHaveProperty('getLeads');
		const campaigns = await sandbox.control('data/campaigns');
		expect(campaigns.body).toEqual(sandbox.data.campaigns());
		const leads = await sandbox.control('data/leads?of=23880');
		expect(leads.body).toHaveLength(6);
		await sandbox.control('reset', []);
		expect(sandbox.requests()).toEqual([]);
	});

	it('says what it does not know', async () => {
		expect((await sandbox.control('explode')).status).toBe(404);
		expect((await sandbox.control('data/secrets')).status).toBe(404);
		const refused = await sandbox.control('fault', { kind: 'flood' });
		expect(refused.status).toBe(400);
		expect(refused.body.error).toContain('flood');
	});
});
