const { byId, pick, prosperStackTests, SUBSCRIBER, SUBSCRIPTION } = require('./support.cjs');

const ps = prosperStackTests();

const RESOURCES = {
	event: ['events', '/events', 'event'],
	flow: ['flows', '/flows', 'flow'],
	flowSession: ['sessions', '/flow_sessions', 'flow session'],
	offer: ['offers', '/offers', 'offer'],
	property: ['properties', '/properties', 'property'],
	subscriber: ['subscribers', '/subscribers', 'subscriber'],
	subscription: ['subscriptions', '/subscriptions', 'subscription'],
	webhook: ['webhooks', '/webhooks', 'webhook'],
};
const resources = Object.entries(RESOURCES).map(([resource, facts]) => [resource, ...facts]);

describe.each(resources)('Get: %s', (resource, collection, path, noun) => {
	const get = (value, options) =>
		ps.run(resource, 'get', { [`${resource}Id`]: byId(value), output: 'raw' }, options);

	test('gives the record as the service has it', async () => {
		const [record] = ps.data(collection).slice(-1);
		const { items } = await get(record.id);
		expect(items).toEqual([[record]]);
		expect(ps.asked()).toEqual([`GET ${path}/${record.id}`]);
	});

	test.each(['', '  ', '.', '..', undefined])(
		'the id %p is refused, nothing is sent',
		async (id) => {
			// n8n itself refuses a required field that is empty; from an expression it comes through.
			const { error } = await get('={{ $json.id }}', { items: [{ id }] });
			expect(error.message).toMatch(/ID is (empty|“\.\.?”, which is no ID)$/);
			expect(ps.requests()).toEqual([]);
		},
	);

	test('an id that is not known is said to be so', async () => {
		const { error } = await get('no_such');
		expect(error.message).toMatch(/not found$/i);
		expect(error.description).toContain(`ProsperStack knows no ${noun} no_such`);
		expect(error.httpCode).toBe('404');
		ps.expectNoSecrets(error);
	});
});

test.each(['a/b', '?x', '#x', 'a b', '%2e%2e', 'Überblick', '🙂', '../flows'])(
	'the id %p asks for that record and no other address',
	async (id) => {
		const { error } = await ps.run('flow', 'get', { flowId: byId(id) });
		expect(error.httpCode).toBe('404');
		expect(error.description).toContain(`flow ${id}`);
		expect(ps.requests()).toHaveLength(1);
		expect(ps.requests()[0].path).toBe(`/flows/${encodeURIComponent(id)}`);
		expect(ps.requests()[0].query).toEqual({});
	},
);

test('an id from an expression, one for each item', async () => {
	const flows = ps.data('flows').slice(0, 3);
	const { items, raw } = await ps.run(
		'flow',
		'get',
		{ flowId: byId('={{ $json.id }}') },
		{ items: flows.map(({ id }) => ({ id })) },
	);
	expect(items).toEqual([flows]);
	expect(raw[0].map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
});

test('an expression in place of the whole locator gives the id', async () => {
	const { items } = await ps.run('subscriber', 'get', { subscriberId: `={{ "${SUBSCRIBER}" }}` });
	expect(items[0][0].id).toBe(SUBSCRIBER);
});

describe('a subscriber by email or platform id', () => {
	const get = (mode, value) => ps.run('subscriber', 'get', { subscriberId: pick(mode, value) });
	const jane = () => ps.data('subscribers').find(({ id }) => id === SUBSCRIBER);

	test.each([
		['email', 'jane@example.com', 'email=jane%40example.com'],
		['email', '  jane@example.com ', 'email=jane%40example.com'],
		['platformId', 'cus_Jax42BBWGOWuDp', 'platform_id=cus_Jax42BBWGOWuDp'],
	])('by %s %p: one request', async (mode, value, query) => {
		const { items } = await get(mode, value);
		expect(items).toEqual([[jane()]]);
		expect(ps.asked()).toEqual([`GET /subscribers?${query}&limit=2`]);
	});

	test.each([
		['email', 'nobody@example.com', 'No subscriber has the email “nobody@example.com”'],
		['platformId', 'cus_nobody', 'No subscriber has the platform ID “cus_nobody”'],
	])('nobody has the %s %p', async (mode, value, message) => {
		const { error } = await get(mode, value);
		expect(error.message).toBe(message);
		expect(error.description).toMatch(/right account/);
	});

	test('several have the email', async () => {
		const { error } = await get('email', 'shared@example.com');
		expect(error.message).toBe('More than one subscriber has the email “shared@example.com”');
		const ids = ps.data('subscribers').filter(({ email }) => email === 'shared@example.com');
		for (const { id } of ids) expect(error.description).toContain(id);
	});

	test.each([
		['email', 'Subscriber Email is empty'],
		['platformId', 'Subscriber Platform ID is empty'],
	])('an empty %s is refused, nothing is sent', async (mode, message) => {
		const { error } = await get(mode, '={{ "" }}');
		expect(error.message).toBe(message);
		expect(ps.requests()).toEqual([]);
	});
});

describe('a subscription by platform id', () => {
	const get = (value) =>
		ps.run('subscription', 'get', { subscriptionId: pick('platformId', value) });

	test('one request', async () => {
		const { items } = await get('sub_JE1trB8eUAnh0r');
		expect(items[0]).toEqual([ps.data('subscriptions').find(({ id }) => id === SUBSCRIPTION)]);
		expect(ps.asked()).toEqual(['GET /subscriptions?platform_id=sub_JE1trB8eUAnh0r&limit=2']);
	});

	test('none has it', async () => {
		const { error } = await get('sub_none');
		expect(error.message).toBe('No subscription has the platform ID “sub_none”');
	});
});
