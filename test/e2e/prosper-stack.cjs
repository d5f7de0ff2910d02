const { byId, pick } = require('./support/locators.cjs');

const DAY = 24 * 60 * 60 * 1000;

const ids = (records) => records.map(({ id }) => id);
const sessionIds = (records) => records.map(({ session_id: id }) => id);

/** Custom properties of a subscriber or subscription, as `{key: value}`. */
const valuesOf = ({ properties }) =>
	Object.fromEntries(properties.map(({ property, value }) => [property.key, value]));

/** Every operation of the node, its results beside the sandbox's own data. */
module.exports = (e2e) => {
	const data = (collection) => e2e.sandbox.data[collection]();

	async function run(resource, operation, parameters, options) {
		const result = await e2e.runNode(
			'prosperStack',
			{ resource, operation, ...parameters },
			options,
		);
		expect(result.error).toBeUndefined();
		return result;
	}

	describe.each([
		['event', 'eventId', 'events'],
		['flow', 'flowId', 'flows'],
		['flowSession', 'flowSessionId', 'sessions'],
		['offer', 'offerId', 'offers'],
		['property', 'propertyId', 'properties'],
		['subscriber', 'subscriberId', 'subscribers'],
		['subscription', 'subscriptionId', 'subscriptions'],
		['webhook', 'webhookId', 'webhooks'],
	])('%s', (resource, locator, collection) => {
		test('get', async () => {
			const record = data(collection).at(-1);
			const { items } = await run(resource, 'get', { [locator]: byId(record.id), output: 'raw' });
			expect(items).toEqual([record]);
		});

		test('get many: all, and as many as the limit says', async () => {
			const all = await run(resource, 'getAll', { returnAll: true, output: 'raw' });
			expect(all.items).toEqual(data(collection));
			const two = await run(resource, 'getAll', { limit: 2, output: 'raw' });
			expect(two.items).toEqual(data(collection).slice(0, 2));
		});
	});

	describe('event: get many', () => {
		test('after an event, of one type', async () => {
			const { id } = data('events').at(-30);
			const { items } = await run('event', 'getAll', {
				returnAll: true,
				filters: { afterId: id, event: 'flow_session_completed' },
			});
			const later = data('events').slice(-29);
			expect(items).toEqual(later.filter(({ event }) => event === 'flow_session_completed'));
		});

		test('created after and before', async () => {
			const createdAfter = new Date(Date.now() - 10 * DAY).toISOString();
			const createdBefore = new Date(Date.now() - 5 * DAY).toISOString();
			const { items } = await run('event', 'getAll', {
				returnAll: true,
				filters: { createdAfter, createdBefore },
			});
			const fits = ({ created_at: time }) =>
				Date.parse(time) >= Date.parse(createdAfter) &&
				Date.parse(time) < Date.parse(createdBefore);
			expect(items.length).toBeGreaterThan(0);
			expect(ids(items)).toEqual(ids(data('events').filter(fits)));
		});
	});

	describe('flow session: get many', () => {
		test('by status and time', async () => {
			const completedAfter = new Date(Date.now() - 30 * DAY).toISOString();
			const { items } = await run('flowSession', 'getAll', {
				returnAll: true,
				filters: { status: 'canceled', completedAfter },
			});
			const expected = data('sessions').filter(
				({ status, completed_at: time }) =>
					status === 'canceled' && time && Date.parse(time) >= Date.parse(completedAfter),
			);
			expect(items.length).toBeGreaterThan(0);
			expect(sessionIds(items)).toEqual(ids(expected));
		});

		test('of a subscriber who is named by e-mail', async () => {
			const [{ subscriber }] = data('sessions');
			const { items } = await run('flowSession', 'getAll', {
				returnAll: true,
				filters: { subscriberId: pick('email', subscriber.email) },
			});
			const expected = data('sessions').filter(
				(session) => session.subscriber.id === subscriber.id,
			);
			expect(sessionIds(items)).toEqual(ids(expected));
		});
	});

	test('flow session: get summary by flow and offer shown, of one flow', async () => {
		const [flow] = data('flows');
		const { items } = await run('flowSession', 'getSummary', {
			groupBy: ['flow', 'offerShown'],
			filters: { flowId: byId(flow.id), status: 'saved' },
		});
		const sessions = data('sessions').filter(
			(session) => session.flow.id === flow.id && session.status === 'saved',
		);
		const shown = sessions.flatMap(({ offers_presented: offers }) => [
			...new Set(offers.map(({ id }) => id)),
		]);
		expect(items.length).toBeGreaterThan(1);
		for (const { offer_shown_id: offer, saved, save_rate_percent: rate } of items) {
			expect(saved).toBe(shown.filter((id) => id === offer).length);
			expect(rate).toBe(100);
		}
	});

	describe('property', () => {
		test('create and delete', async () => {
			const definition = {
				key: 'support_plan',
				name: 'Support plan',
				entity: 'subscription',
				type: 'number',
				format: 'currency',
			};
			const { items } = await run('property', 'create', definition);
			expect(items).toEqual([expect.objectContaining(definition)]);
			expect(data('properties')).toContainEqual(items[0]);

			const deleted = await run('property', 'delete', { propertyId: byId(items[0].id) });
			expect(deleted.items).toEqual([{ deleted: true }]);
			expect(ids(data('properties'))).not.toContain(items[0].id);
		});

		test('get many of one entity', async () => {
			const { items } = await run('property', 'getAll', {
				returnAll: true,
				filters: { entity: 'subscription' },
			});
			expect(items).toEqual(data('properties').filter(({ entity }) => entity === 'subscription'));
		});
	});

	describe('subscriber', () => {
		const subscriber = () => data('subscribers').at(-1);
		const stored = ({ id }) => data('subscribers').find((record) => record.id === id);

		test('get by e-mail and by platform id', async () => {
			const { email, platform_id: platformId, id } = subscriber();
			const byEmail = await run('subscriber', 'get', { subscriberId: pick('email', email) });
			expect(ids(byEmail.items)).toEqual([id]);
			const byPlatformId = await run('subscriber', 'get', {
				subscriberId: pick('platformId', platformId),
			});
			expect(ids(byPlatformId.items)).toEqual([id]);
		});

		test('get many by e-mail', async () => {
			const { email } = subscriber();
			const { items } = await run('subscriber', 'getAll', { filters: { email } });
			expect(items).toEqual(data('subscribers').filter((record) => record.email === email));
		});

		test('update: values in the types of the properties, others untouched, one cleared', async () => {
			const target = subscriber();
			const before = valuesOf(target);
			const { items } = await run('subscriber', 'update', {
				subscriberId: byId(target.id),
				properties: {
					mappingMode: 'defineBelow',
					value: { number_of_contacts: '5800', is_vip: 'true', last_contacted: '2025-01-31' },
				},
				options: { clearProperties: ['preferred_name'] },
			});
			const { preferred_name: _cleared, ...untouched } = before;
			const expected = {
				...untouched,
				number_of_contacts: 5800,
				is_vip: true,
				last_contacted: '2025-01-31',
			};
			expect(valuesOf(items[0])).toEqual(expected);
			expect(valuesOf(stored(target))).toEqual(expected);
		});

		test('update from the fields of the input items, each its own subscriber', async () => {
			const targets = data('subscribers').slice(-3, -1);
			const { outputs } = await run(
				'subscriber',
				'update',
				{
					subscriberId: pick('id', '={{ $json.id }}'),
					properties: { mappingMode: 'autoMapInputData', value: null },
					options: { unknownFields: 'ignore' },
				},
				{ items: targets.map(({ id }, index) => ({ id, number_of_contacts: index + 1 })) },
			);
			expect(outputs[0].map(({ pairedItem }) => pairedItem.item)).toEqual([0, 1]);
			const counts = targets.map((target) => valuesOf(stored(target)).number_of_contacts);
			expect(counts).toEqual([1, 2]);
		});

		test('update of a property that the account does not have', async () => {
			const target = subscriber();
			const before = stored(target);
			const { error } = await e2e.runNode('prosperStack', {
				resource: 'subscriber',
				operation: 'update',
				subscriberId: byId(target.id),
				properties: { mappingMode: 'defineBelow', value: { no_such_key: 'x' } },
			});
			expect(error.message).toContain('no_such_key');
			expect(stored(target)).toEqual(before);
		});
	});

	describe('subscription', () => {
		const subscription = () => data('subscriptions').at(-1);

		test('get by platform id', async () => {
			const { id, platform_id: platformId } = subscription();
			const { items } = await run('subscription', 'get', {
				subscriptionId: pick('platformId', platformId),
			});
			expect(ids(items)).toEqual([id]);
		});

		test('get many of a subscriber', async () => {
			const { subscriber_id: subscriberId } = subscription();
			const { items } = await run('subscription', 'getAll', {
				returnAll: true,
				filters: { subscriberId: byId(subscriberId) },
			});
			const expected = data('subscriptions').filter(
				(record) => record.subscriber_id === subscriberId,
			);
			expect(items).toEqual(expected);
		});

		test('update', async () => {
			const { id } = subscription();
			const { items } = await run('subscription', 'update', {
				subscriptionId: byId(id),
				properties: { mappingMode: 'defineBelow', value: { seats: 12 } },
			});
			expect(valuesOf(items[0]).seats).toBe(12);
			expect(valuesOf(subscription()).seats).toBe(12);
		});
	});

	test('webhook: create', async () => {
		const hook = { url: 'https://example.com/hooks/n8n', events: ['flow_session_started'] };
		const { items } = await run('webhook', 'create', hook);
		expect(items).toEqual([expect.objectContaining(hook)]);
		expect(data('webhooks')).toContainEqual(items[0]);
	});

	test('portal session: create', async () => {
		const { platform_id: platformSubscriberId } = data('subscribers').at(-1);
		const { items } = await run('portalSession', 'create', {
			platformSubscriberId,
			returnUrl: 'https://example.com/account',
		});
		expect(items).toEqual([data('portalSessions').at(-1)]);
		expect(items[0].url).toMatch(/^https:/);
	});
};
