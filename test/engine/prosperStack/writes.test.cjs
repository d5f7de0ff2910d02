const { byId, prosperStackTests } = require('./support.cjs');

const ps = prosperStackTests();

describe('property: create', () => {
	const create = (parameters) => ps.run('property', 'create', parameters);

	test.each([
		[
			{ key: 'plan', name: 'Plan' },
			{ entity: 'subscriber', type: 'text' },
		],
		[
			{ key: 'plan', name: 'Plan', entity: 'subscription', type: 'date' },
			{ entity: 'subscription', type: 'date' },
		],
		[
			{ key: 'spend', name: 'Spend', type: 'number' },
			{ entity: 'subscriber', type: 'number', format: 'number' },
		],
		[
			{ key: 'spend', name: 'Spend', type: 'number', format: 'currency' },
			{ entity: 'subscriber', type: 'number', format: 'currency' },
		],
		[
			// The format stays in the node when the type is changed afterwards.
			{ key: 'paid', name: 'Paid', type: 'boolean', format: 'currency' },
			{ entity: 'subscriber', type: 'boolean' },
		],
	])('%j', async (parameters, rest) => {
		const { items } = await create(parameters);
		const { key, name } = parameters;
		expect(ps.requests()[0]).toMatchObject({ method: 'POST', path: '/properties' });
		expect(ps.requests()[0].body).toEqual({ key, name, ...rest });
		expect(items[0]).toEqual([ps.data('properties').at(-1)]);
		expect(items[0][0]).toMatchObject({ key, name, ...rest });
	});

	test.each([
		[{ key: '={{ "" }}', name: 'Plan' }, 'Key is empty'],
		[{ key: 'plan', name: ' ' }, 'Name is empty'],
		[{ key: '={{ $json.nothing }}', name: 'Plan' }, 'Key is empty'],
	])('%j is refused, nothing is sent', async (parameters, message) => {
		expect((await create(parameters)).error.message).toBe(message);
		expect(ps.requests()).toEqual([]);
	});

	test("a key that is taken: the service's words", async () => {
		const { error } = await create({ key: 'is_vip', name: 'VIP' });
		expect(error.message).toBe('key "is_vip" has already been taken');
		expect(error.httpCode).toBe('422');
		ps.expectNoSecrets(error);
	});
});

describe('property: delete', () => {
	test('says so, and the property is gone', async () => {
		const [{ id }] = ps.data('properties');
		const { items } = await ps.run('property', 'delete', { propertyId: byId(id) });
		expect(items).toEqual([[{ deleted: true }]]);
		expect(ps.asked()).toEqual([`DELETE /properties/${id}`, `GET /properties/${id}`]);
		expect(ps.data('properties').some((property) => property.id === id)).toBe(false);
	});

	test.each(['', '.', '..'])('the id %p is refused, nothing is sent', async (id) => {
		const propertyId = byId('={{ $json.id }}');
		const { error } = await ps.run('property', 'delete', { propertyId }, { items: [{ id }] });
		expect(error.message).toMatch(/^Property ID is /);
		expect(ps.requests()).toEqual([]);
	});

	test('one that is not there', async () => {
		const { error } = await ps.run('property', 'delete', { propertyId: byId('prop_none') });
		expect(error.description).toContain('ProsperStack knows no property prop_none');
	});
});

describe('webhook: create', () => {
	const url = 'https://example.com/new?x=1';

	test('one event by default', async () => {
		const { items } = await ps.run('webhook', 'create', { url });
		expect(ps.requests()[0].body).toEqual({ url, events: ['flow_session_completed'] });
		expect(items[0]).toEqual([ps.data('webhooks').at(-1)]);
	});

	test('both events', async () => {
		const events = ['flow_session_started', 'flow_session_completed'];
		await ps.run('webhook', 'create', { url, events });
		expect(ps.requests()[0].body).toEqual({ url, events });
	});

	test.each([
		'={{ "" }}',
		'example.com/hook',
		'ftp://example.com',
		'/hook',
		'https://',
		'not a url',
	])('the URL %p is refused, nothing is sent', async (bad) => {
		const { error } = await ps.run('webhook', 'create', { url: bad });
		expect(error.message).toMatch(/^URL is (empty|not a URL)/);
		expect(ps.requests()).toEqual([]);
	});

	test('no events: refused, nothing is sent', async () => {
		const { error } = await ps.run('webhook', 'create', { url, events: '={{ [] }}' });
		expect(error.message).toBe('No events are chosen');
		expect(ps.requests()).toEqual([]);
	});

	test("the eleventh: the service's words", async () => {
		const items = Array.from({ length: 8 }, (_, n) => ({ url: `https://example.com/${n}` }));
		const run = await ps.run('webhook', 'create', { url: '={{ $json.url }}' }, { items });
		expect(run.error.message).toBe('An account can have at most 10 webhooks');
		expect(ps.data('webhooks')).toHaveLength(10);
	});
});

describe('portal session: create', () => {
	const create = (parameters) =>
		ps.run('portalSession', 'create', {
			platformSubscriberId: 'cus_Jax42BBWGOWuDp',
			returnUrl: 'https://example.com/account',
			...parameters,
		});

	test('gives the answer as it is', async () => {
		const { items } = await create();
		expect(ps.requests()[0].body).toEqual({
			platform_subscriber_id: 'cus_Jax42BBWGOWuDp',
			return_url: 'https://example.com/account',
		});
		expect(items[0]).toEqual([ps.data('portalSessions').at(-1)]);
		expect(items[0][0].url).toMatch(/^https:/);
	});

	test.each([
		[{ platformSubscriberId: '={{ "" }}' }, /^Platform Subscriber ID is empty/],
		[{ returnUrl: '={{ "" }}' }, /^Return URL is empty/],
		[{ returnUrl: 'account' }, /^Return URL is not a URL: “account”/],
		[{ returnUrl: 'javascript:alert(1)' }, /^Return URL is not a URL/],
	])('%j is refused, nothing is sent', async (parameters, message) => {
		expect((await create(parameters)).error.message).toMatch(message);
		expect(ps.requests()).toEqual([]);
	});

	test('a customer that is not known', async () => {
		const { error } = await create({ platformSubscriberId: 'cus_none' });
		expect(error.message).toBe('Customer not found');
		expect(error.description).toContain('knows no customer cus_none');
	});
});

/** @type {[resource: string, operation: string, parameters: object, method: string, kept: string][]} */
const WRITES = [
	['property', 'create', { key: 'plan', name: 'Plan' }, 'POST', 'properties'],
	[
		'property',
		'delete',
		{ propertyId: byId('prop_X0GpaH2ETVigzc24ED9q3lHr') },
		'DELETE',
		'properties',
	],
	['webhook', 'create', { url: 'https://example.com/new' }, 'POST', 'webhooks'],
	[
		'portalSession',
		'create',
		{ platformSubscriberId: 'cus_Jax42BBWGOWuDp', returnUrl: 'https://example.com' },
		'POST',
		'portalSessions',
	],
];

describe.each(WRITES)(
	'%s: %s is never done twice',
	(resource, operation, parameters, method, kept) => {
		test.each([
			['a reset connection', { kind: 'reset' }],
			['a 500', { kind: 'status', status: 500 }],
			['a 503 without JSON', { kind: 'html', status: 503 }],
		])('%s after the change was made', async (_name, fault) => {
			const before = ps.data(kept).length;
			ps.sandbox.fault({ ...fault, method, times: 5, applied: true });
			const { error } = await ps.run(resource, operation, parameters);
			expect(error.description).toMatch(/It is not known whether the change was made/);
			expect(ps.requests()).toHaveLength(1);
			expect(Math.abs(ps.data(kept).length - before)).toBe(1);
			ps.expectNoSecrets(error);
		});

		test('a 429 says that nothing was done, so it is sent again', async () => {
			ps.sandbox.fault({ kind: 'status', status: 429, method, headers: { 'Retry-After': '1' } });
			const { items, hints } = await ps.run(resource, operation, parameters);
			expect(items[0]).toHaveLength(1);
			expect(ps.requests().filter((request) => request.method === method)).toHaveLength(2);
			expect(hints[0].message).toMatch(/^Waited 1 second/);
		});
	},
);
