/** ProsperStack may do otherwise than is assumed: see docs/assumptions.json. */
const {
	expectSame,
	parameterNamed,
	testEveryAlternative,
	testNode,
	testTriggers,
} = require('../support/assumptions.cjs');
const { idsOf, sleep, triggerTests } = require('../prosperStackTriggers/support.cjs');
const {
	SUBSCRIBER,
	SUBSCRIPTION,
	byId,
	mapped,
	pick,
	prosperStackTests,
} = require('./support.cjs');

const PAID_PLAN = 'This needs a paid plan';

let nodeCases;
let triggerCases;

describe('the node', () => {
	const ps = prosperStackTests();

	const all = (resource, filters = {}, more = {}) =>
		ps.run(resource, 'getAll', { returnAll: true, output: 'raw', filters, ...more });
	const jane = () => ps.data('subscribers').find(({ id }) => id === SUBSCRIBER);
	const hers = () => ps.data('subscriptions').find(({ id }) => id === SUBSCRIPTION);
	const valueOf = (record, key) =>
		record.properties.find(({ property }) => property.key === key)?.value;
	const update = (properties, { locator = byId(SUBSCRIBER), options = {}, ...rest } = {}) =>
		ps.run(
			'subscriber',
			'update',
			{ subscriberId: locator, properties: mapped(properties), options },
			rest,
		);
	const updateHers = (properties) =>
		ps.run('subscription', 'update', {
			subscriptionId: byId(SUBSCRIPTION),
			properties: mapped(properties),
		});
	const methodsAt = (path) =>
		ps
			.requests()
			.filter((request) => request.path === path)
			.map(({ method }) => method);
	const writes = () => ps.requests().filter(({ method }) => method !== 'GET');

	const LISTS = [
		['event', 'events'],
		['flow', 'flows'],
		['flowSession', 'sessions'],
		['offer', 'offers'],
		['property', 'properties'],
		['subscriber', 'subscribers'],
		['subscription', 'subscriptions'],
		['webhook', 'webhooks'],
	];

	async function readLists(vary) {
		vary();
		const runs = [];
		for (const [resource, collection] of LISTS) {
			const run = await all(resource);
			expectSame(run.items[0] ?? [], ps.data(collection));
			runs.push(run);
		}
		const limited = await ps.run('subscriber', 'getAll', { limit: 250 });
		expectSame(limited.items[0], ps.data('subscribers').slice(0, 250));
		const updated = await update({ preferred_name: 'New' });
		expect(updated.items[0]).toEqual([jane()]);
		return [...runs, limited, updated];
	}

	async function updatesByPost(vary) {
		vary();
		const first = await update({ preferred_name: 'First' });
		expect(first.items[0]).toEqual([jane()]);
		expect(valueOf(jane(), 'preferred_name')).toBe('First');
		const path = `/subscribers/${SUBSCRIBER}`;
		const known = methodsAt(path).at(-1);
		expect(known).toBe('POST');

		// What worked is remembered for the Base URL, in later runs too.
		ps.sandbox.clearRequests();
		const second = await update({ preferred_name: 'Second' });
		const other = await updateHers({ seats: 7 });
		expect(valueOf(jane(), 'preferred_name')).toBe('Second');
		expect(valueOf(hers(), 'seats')).toBe(7);
		expect(writes().map(({ method }) => method)).toEqual(['POST', 'POST']);
		return [first, second, other];
	}

	async function neverPut(vary) {
		vary();
		const before = jane();
		const run = await update({ preferred_name: 'Lost' });
		expect(jane()).toEqual(before);
		expect(writes().map(({ method }) => method)).not.toContain('PUT');
		const start = 'ProsperStack takes updates of a subscriber neither by PATCH nor by POST';
		expect(run.error.message.slice(0, start.length)).toBe(start);
		expect(run.error.description).toMatch(/^Nothing was changed/);
		return run;
	}

	/** The change is made, and the record comes out though the answer has none. */
	async function changesWithoutRecord(vary) {
		vary();
		const subscriber = await update({ preferred_name: 'New' });
		expect(subscriber.items[0]).toEqual([jane()]);
		expect(valueOf(jane(), 'preferred_name')).toBe('New');
		const subscription = await updateHers({ seats: 12 });
		expect(subscription.items[0]).toEqual([hers()]);
		expect(valueOf(hers(), 'seats')).toBe(12);
		const property = await ps.run('property', 'create', { key: 'plan', name: 'Plan' });
		expect(property.items[0]).toEqual([ps.data('properties').at(-1)]);
		const webhook = await ps.run('webhook', 'create', { url: 'https://example.com/new' });
		expect(webhook.items[0]).toEqual([ps.data('webhooks').at(-1)]);
		expect(property.items[0]).toMatchObject([{ key: 'plan' }]);
		expect(webhook.items[0]).toMatchObject([{ url: 'https://example.com/new' }]);
		expect(writes()).toHaveLength(4);
		return [subscriber, subscription, property, webhook];
	}

	const portalSession = () =>
		ps.run('portalSession', 'create', {
			platformSubscriberId: 'cus_Jax42BBWGOWuDp',
			returnUrl: 'https://example.com',
		});

	const clear = (key) => update({}, { options: { clearProperties: [key] } });

	async function notCleared(vary, keys) {
		await update({ preferred_name: 'Old', last_contacted: '2026-01-01', is_vip: true });
		const before = jane().properties;
		vary();
		ps.sandbox.clearRequests();
		const runs = [];
		for (const key of keys) {
			const run = await clear(key);
			expect(run.error?.message).toMatch(/could not be cleared/);
			runs.push(run);
		}
		const values = (properties) =>
			Object.fromEntries(properties.map(({ property, value }) => [property.key, value]));
		expect(values(jane().properties)).toEqual(values(before));
		return runs;
	}

	const SHARED = 'shared@example.com';
	const MANY = 'many.subscriptions@example.com';
	const withEmail = (email) => ps.data('subscribers').filter((one) => one.email === email);

	/** All that finds a subscriber by e-mail finds the right one. */
	async function findsByEmail(vary, { written = (email) => email, mostRequests = Infinity } = {}) {
		vary();
		const runs = [];
		for (const email of [MANY, SHARED, 'nobody@example.com']) {
			const run = await all('subscriber', { email: written(email) });
			expectSame(run.items[0] ?? [], withEmail(email));
			runs.push(run);
		}
		const [limited] = [
			await ps.run('subscriber', 'getAll', { limit: 1, filters: { email: written(MANY) } }),
		];
		expectSame(limited.items[0], withEmail(MANY));

		const locator = pick('email', written(MANY));
		const got = await ps.run('subscriber', 'get', { subscriberId: locator });
		expect(got.items[0]).toEqual(withEmail(MANY));
		const updated = await update({ preferred_name: 'New' }, { locator });
		expect(updated.items[0]).toEqual(withEmail(MANY));
		expect(valueOf(withEmail(MANY)[0], 'preferred_name')).toBe('New');

		const [{ id }] = withEmail(MANY);
		const sessions = await all('flowSession', { subscriberId: locator });
		expectSame(
			sessions.items[0] ?? [],
			ps.data('sessions').filter(({ subscriber }) => subscriber.id === id),
		);
		const subscriptions = await all('subscription', { subscriberId: locator });
		expectSame(
			subscriptions.items[0],
			ps.data('subscriptions').filter(({ subscriber_id: of }) => of === id),
		);

		for (const email of ['nobody@example.com', SHARED]) {
			const none = await ps.run('subscriber', 'get', { subscriberId: pick('email', email) });
			expect(none.error.message).toMatch(/^(No|More than one) subscriber has the email/);
		}

		// Many items in one execution: the list is read once, if at all.
		const wanted = ps.data('subscribers').slice(20, 30);
		ps.sandbox.clearRequests();
		const many = await ps.run(
			'subscriber',
			'get',
			{ subscriberId: pick('email', '={{ $json.email }}') },
			{ items: wanted.map(({ email }) => ({ email: written(email) })) },
		);
		expect(many.items[0]).toEqual(wanted);
		expect(ps.requests().length).toBeLessThanOrEqual(mostRequests);

		const list = await ps.callMethod('listSearch', 'searchSubscribers', [written(MANY)]);
		expect(list.results).toHaveLength(1);
		expect(list.results[0].value).toBe(id);
		return [...runs, limited, got, updated, sessions, subscriptions, many];
	}

	// Six pages of subscribers, and some requests that find out that they are needed.
	const ONE_READING = { mostRequests: 12 };

	async function findsByPlatformId(vary) {
		vary();
		const person = ps.data('subscribers')[40];
		const owned = ps.data('subscriptions')[40];
		const filtered = await all('subscriber', { platformId: person.platform_id });
		expectSame(filtered.items[0] ?? [], [person]);
		const found = await ps.run('subscriber', 'get', {
			subscriberId: pick('platformId', person.platform_id),
		});
		expect(found.items[0]).toEqual([person]);
		const subscriptions = await all('subscription', { platformId: owned.platform_id });
		expectSame(subscriptions.items[0] ?? [], [owned]);
		const subscription = await ps.run('subscription', 'get', {
			subscriptionId: pick('platformId', owned.platform_id),
		});
		expect(subscription.items[0]).toEqual([owned]);
		const nobody = await all('subscriber', { platformId: 'cus_' });
		expect(nobody.items.flat()).toEqual([]);
		return [filtered, found, subscriptions, subscription, nobody];
	}

	/** A list is filtered as by the service, with and without a limit. */
	const filters = (resource, collection, given, fits) =>
		async function (vary) {
			vary();
			const wanted = ps.data(collection).filter(fits);
			expect(wanted.length).toBeGreaterThan(0);
			const run = await all(resource, given);
			expectSame(run.items[0] ?? [], wanted);
			const limited = await ps.run(resource, 'getAll', {
				limit: 3,
				output: 'raw',
				filters: given,
			});
			expect(limited.items[0]).toHaveLength(Math.min(3, wanted.length));
			expect(limited.items[0].every(({ id }) => wanted.some((one) => one.id === id))).toBe(true);
			return [run, limited];
		};

	nodeCases = {
		'writeAnswer/empty': changesWithoutRecord,
		'writeAnswer/none': changesWithoutRecord,
		async 'writeAnswer/emptyPortalSession'(vary) {
			vary();
			const run = await portalSession();
			expect(run.error.message).toMatch(
				/^ProsperStack answered, but without the new portal session/,
			);
			expect(run.error.description).toMatch(/before you/);
			expect(writes()).toHaveLength(1);
			return run;
		},
		async 'writeAnswer/error'(vary) {
			vary();
			const runs = [
				await update({ preferred_name: 'New' }),
				await updateHers({ seats: 12 }),
				await ps.run('property', 'create', { key: 'plan', name: 'Plan' }),
				await ps.run('webhook', 'create', { url: 'https://example.com/new' }),
				await portalSession(),
			];
			expect(runs.map(({ error }) => error?.message)).toEqual(Array(5).fill(PAID_PLAN));
			expect(writes()).toHaveLength(5);
			return runs;
		},
		async 'deleteAnswer/empty'(vary) {
			vary();
			const [{ id }] = ps.data('properties');
			const run = await ps.run('property', 'delete', { propertyId: byId(id) });
			expect(run.items[0]).toMatchObject([{ deleted: true }]);
			expect(ps.data('properties').some((property) => property.id === id)).toBe(false);
			return run;
		},
		async 'deleteAnswer/error'(vary) {
			vary();
			const [{ id }] = ps.data('properties');
			const run = await ps.run('property', 'delete', { propertyId: byId(id) });
			expect(run.error?.message).toBe(PAID_PLAN);
			return run;
		},
		async 'clearing/emptyText'(vary) {
			await update({ preferred_name: 'Old' });
			vary();
			const cleared = await clear('preferred_name');
			expect(cleared.items[0]).toEqual([jane()]);
			expect(valueOf(jane(), 'preferred_name')).toBeUndefined();
			await updateHers({ plan_note: 'Old' });
			const note = await ps.run('subscription', 'update', {
				subscriptionId: byId(SUBSCRIPTION),
				properties: mapped({ seats: 5, plan_note: '={{ null }}' }),
			});
			expect(valueOf(hers(), 'plan_note')).toBeUndefined();
			expect(valueOf(hers(), 'seats')).toBe(5);
			return [cleared, note];
		},
		async 'clearing/emptyTextOtherTypes'(vary) {
			const runs = await notCleared(vary, ['last_contacted', 'is_vip']);
			const sent = writes().flatMap(({ body }) => Object.values(body.properties));
			expect(sent).not.toContain('');
			return runs;
		},
		'clearing/nothing': (vary) => notCleared(vary, ['preferred_name', 'last_contacted']),
		'listEnd/text': readLists,
		'listEnd/empty': readLists,
		'listEnd/absent': readLists,
		async 'emptyPages/some'(vary) {
			const runs = await readLists(vary);
			const list = await ps.callMethod('listSearch', 'searchFlows');
			expect(list.results).toHaveLength(ps.data('flows').length);
			return runs;
		},
		async 'emptyPages/endless'(vary) {
			vary();
			const run = await all('subscriber');
			expect(run.error?.message).toMatch(/^ProsperStack/);
			expect(ps.requests().length).toBeLessThan(100);
			return run;
		},
		'emailFilter/otherName': (vary) => findsByEmail(vary, ONE_READING),
		'emailFilter/ignored': (vary) => findsByEmail(vary, ONE_READING),
		'emailFilter/caseSensitive': (vary) =>
			findsByEmail(vary, { written: (email) => email.toUpperCase() }),
		'emailFilter/partial': findsByEmail,
		async 'emailFilter/refused'(vary) {
			vary();
			const runs = [
				await all('subscriber', { email: MANY }),
				await ps.run('subscriber', 'get', { subscriberId: pick('email', MANY) }),
			];
			for (const { error } of runs) expect(error?.message).toBe('Unknown parameter: email');
			return runs;
		},
		async 'emailFilter/ignoredInALargeAccount'(vary) {
			ps.sandbox.addSubscribers({ count: 5000 });
			vary();
			const run = await ps.run('subscriber', 'get', { subscriberId: pick('email', MANY) });
			expect(run.error?.description).toMatch(/\bID\b/);
			expect(ps.requests().length).toBeLessThan(60);
			return run;
		},
		'platformIdFilter/bySubscription': findsByPlatformId,
		'platformIdFilter/ignored': findsByPlatformId,
		'platformIdFilter/partial': findsByPlatformId,
		async 'subscriberIdFilter/ignored'(vary) {
			const { id } = ps.data('sessions')[10].subscriber;
			const given = { subscriberId: byId(id) };
			const sessions = filters('flowSession', 'sessions', given, (one) => one.subscriber.id === id);
			const owned = filters(
				'subscription',
				'subscriptions',
				given,
				({ subscriber_id: of }) => of === id,
			);
			return [await sessions(vary), await owned(vary)].flat();
		},
		async 'sessionStatusFilter/ignored'(vary) {
			const runs = [];
			for (const status of ['saved', 'deflected', 'canceled', 'incomplete']) {
				const fits = (session) => session.status === status;
				runs.push(...(await filters('flowSession', 'sessions', { status }, fits)(vary)));
			}
			return runs;
		},
		async 'canceledMrr/zero'(vary) {
			vary();
			const run = await ps.run('flowSession', 'getSummary', { groupBy: [] });
			expect(run.items[0]).toMatchObject([{ mrr_lost: 0 }]);
			return run;
		},
		async 'entityFilter/ignored'(vary) {
			vary();
			const runs = [];
			for (const entity of ['subscriber', 'subscription']) {
				const run = await all('property', { entity });
				const wanted = ps.data('properties').filter((property) => property.entity === entity);
				expectSame(run.items[0], wanted);
				runs.push(run);
			}
			const { fields } = await ps.callMethod('resourceMapping', 'getSubscriptionProperties');
			expect(fields.map(({ id }) => id).sort()).toEqual(
				ps
					.data('properties')
					.filter(({ entity }) => entity === 'subscription')
					.map(({ key }) => key)
					.sort(),
			);
			// It is a property of subscriptions only.
			const refused = await update({ seats: 12 });
			expect(refused.error?.message).toBe('“seats” is no subscriber property');
			expect(writes()).toEqual([]);
			return runs;
		},
		async 'eventFilter/ignored'(vary) {
			const runs = [];
			for (const event of ['flow_session_started', 'flow_session_completed']) {
				const fits = (one) => one.event === event;
				runs.push(...(await filters('event', 'events', { event }, fits)(vary)));
			}
			return runs;
		},
		async 'recordReadAtOnce/later'(vary) {
			vary();
			const wait = parameterNamed(ps.engine, 'prosperStack', 'Wait Until It Exists');
			const runs = [];
			for (const by of [({ id }) => byId(id), ({ email }) => pick('email', email)]) {
				const [added] = ps.sandbox.addSubscribers();
				const run = await ps.run('subscriber', 'get', {
					subscriberId: by(added),
					options: { [wait]: 20 },
				});
				expect(run.items[0]).toEqual([added]);
				runs.push(run);
			}
			return runs;
		},
		async 'startedWebhooks/refused'(vary) {
			vary();
			const run = await ps.run('webhook', 'create', {
				url: 'https://example.com/new',
				events: ['flow_session_started'],
			});
			expect(run.error.message).toBe('events: flow_session_started is not supported');
			return run;
		},
		async 'deflectedEvents/none'(vary) {
			vary();
			const { id } = ps.data('sessions').find(({ status }) => status === 'incomplete');
			await ps.sandbox.emit({ session: { id, status: 'deflected' } });
			const { items } = await all('flowSession', { status: 'deflected' });
			expect(items[0].some((session) => session.id === id)).toBe(true);
		},
		// Last, as what worked is remembered for the Base URL.
		'updateMethod/post': updatesByPost,
		'updateMethod/postWithoutHeader': updatesByPost,
		'updateMethod/put': neverPut,
		'updateMethod/putWithoutHeader': neverPut,
	};
	testNode('prosperStack', (options) => ps.sandbox.setOptions(options), nodeCases);
});

describe('the triggers', () => {
	const ps = triggerTests();

	const sorted = (list) => [...list].sort();

	/** Until it is so, for a minute and a half: look-ups take their time. */
	async function until(isSo) {
		const end = Date.now() + 90_000;
		while (!isSo() && Date.now() < end) await sleep(200);
	}

	/** A delivered event comes, once, though it can be read only later. */
	async function comesLate(vary) {
		const { host } = await ps.active();
		vary();
		const emitted = await ps.emit({ count: 3, retries: 3 });
		await until(() => host.items().length >= emitted.length);
		await sleep(1000);
		expect(sorted(idsOf(host.items()))).toEqual(sorted(emitted));
		const [next] = await ps.emit({ retries: 3 });
		await until(() => host.items().length > emitted.length);
		await host.idle();
		expect(sorted(idsOf(host.items()))).toEqual(sorted([...emitted, next]));
	}

	async function polled(vary) {
		vary();
		const trigger = ps.pollingTrigger();
		expect(await trigger.poll()).toBeNull();
		const fired = await ps.miss(150);
		expect(sorted(idsOf((await trigger.poll()) ?? []))).toEqual(sorted(fired));
		expect(await trigger.poll()).toBeNull();
	}

	/** What was missed comes with the next delivery, the oldest first. */
	async function inOrder(vary) {
		await polled(vary);
		const { host } = await ps.active();
		const times = [5, 4, 3].map((minutes) => new Date(Date.now() + 60_000 - minutes * 1000));
		const missed = [];
		for (const at of times) missed.push(...(await ps.miss(1, { at: at.toISOString() })));
		const [last] = await ps.emit({ at: new Date(Date.now() + 60_000).toISOString() });
		await until(() => host.items().length >= 4);
		expect(idsOf(host.items())).toEqual([...missed, last]);
	}

	/** The service has forgotten the event that the trigger reads on from. */
	async function afterForgetting(vary) {
		vary();
		const trigger = ps.pollingTrigger();
		await trigger.poll();
		await ps.miss(3);
		await trigger.poll();
		const fired = await ps.miss(120);
		ps.sandbox.expireEvents(new Date(Date.now() - 60_000).toISOString());
		const kept = new Set(ps.sandbox.data.events().map(({ id }) => id));
		expect(fired.every((id) => kept.has(id))).toBe(true);
		ps.sandbox.clearRequests();
		expect(sorted(idsOf((await trigger.poll()) ?? []))).toEqual(sorted(fired));
		const { after_id: pointer } = ps.sandbox.requests()[0].query;
		expect(pointer).toEqual(expect.any(String));
		expect(kept.has(pointer)).toBe(false);
		expect(await trigger.poll()).toBeNull();
	}

	async function deletionRefused(vary) {
		const trigger = ps.trigger();
		await trigger.activate();
		vary();
		expect(await trigger.hook('delete')).toBe(true);
		expect(ps.warnings).toEqual([expect.stringContaining('Settings → Integrations → Webhooks')]);
		expect(ps.sandbox.data.webhooks().some(({ url }) => url.includes('hook-id'))).toBe(true);
	}

	triggerCases = {
		'eventReadAtOnce/listedLater': comesLate,
		'eventReadAtOnce/bothLater': comesLate,
		'eventOrder/newestFirst': inOrder,
		'eventOrder/mixed': inOrder,
		'unknownAfterId/with404': afterForgetting,
		'unknownAfterId/empty': afterForgetting,
		'unknownAfterId/all': afterForgetting,
		'listEnd/text': polled,
		'listEnd/empty': polled,
		'listEnd/absent': polled,
		'emptyPages/some': polled,
		async 'startedWebhooks/refused'(vary) {
			vary();
			const trigger = ps.trigger({ events: ['flow_session_started', 'flow_session_completed'] });
			await expect(trigger.activate()).rejects.toThrow(/flow_session_started is not supported/);
			expect(ps.sandbox.data.webhooks().some(({ url }) => url.includes('hook-id'))).toBe(false);
			const completed = ps.trigger({ events: ['flow_session_completed'] });
			await completed.activate();
		},
		'webhookDelete/with405': deletionRefused,
		'webhookDelete/with404': deletionRefused,
		async 'writeAnswer/empty'(vary) {
			vary();
			const trigger = ps.trigger();
			await trigger.activate();
			await trigger.activate();
			const own = () => ps.sandbox.data.webhooks().filter(({ url }) => url.includes('hook-id'));
			expect(own()).toHaveLength(1);
			ps.sandbox.setOptions({ writeAnswer: 'record' });
			await trigger.hook('delete');
			expect(own()).toHaveLength(0);
			expect(ps.warnings).toEqual([]);
		},
		async 'writeAnswer/error'(vary) {
			vary();
			await expect(ps.trigger().activate()).rejects.toThrow(PAID_PLAN);
		},
		'webhookDelete/error': deletionRefused,
		async 'deflectedEvents/none'() {
			for (const type of ['prosperStackTrigger', 'prosperStackPollingTrigger']) {
				const { description } = ps.engine.nodeTypes.getByName(type);
				expect(JSON.stringify(description)).toMatch(/deflected after 24 hours/i);
			}
		},
	};
	testTriggers('prosperStack', (options) => ps.sandbox.setOptions(options), triggerCases);
});

testEveryAlternative('prosperStack', nodeCases, triggerCases);
