const { DateTime } = require('luxon');
const { realDate, setDate } = require('../support/clock.cjs');
const { byId, mapped, pick, prosperStackTests, SESSION, SUBSCRIBER } = require('./support.cjs');

const ps = prosperStackTests();

const ids = (records) => records.map(({ id }) => id).sort();
const limits = () => ps.requests().map(({ query }) => Number(query.limit));
const all = (resource, filters = {}, options = {}) =>
	ps.run(resource, 'getAll', { returnAll: true, output: 'raw', filters, options });

describe.each([
	['event', 'events'],
	['flow', 'flows'],
	['flowSession', 'sessions'],
	['offer', 'offers'],
	['property', 'properties'],
	['subscriber', 'subscribers'],
	['subscription', 'subscriptions'],
	['webhook', 'webhooks'],
])('Get Many: %s', (resource, collection) => {
	test('everything, in full pages', async () => {
		const { items } = await all(resource);
		expect(ids(items[0])).toEqual(ids(ps.data(collection)));
		expect(new Set(limits())).toEqual(new Set([100]));
	});

	test('50 by default, in one request', async () => {
		const { items } = await ps.run(resource, 'getAll');
		expect(items[0]).toHaveLength(Math.min(50, ps.data(collection).length));
		// Offers end with a cursor to a page without any.
		expect(limits()[0]).toBe(50);
	});
});

describe('Output', () => {
	const isFlat = (record) => Object.values(record).every((value) => Object(value) !== value);

	test('Get Many: simplified without a choice, one flat record for each session', async () => {
		const { items } = await ps.run('flowSession', 'getAll', { returnAll: true });
		expect(items[0].map(({ session_id: id }) => id).sort()).toEqual(ids(ps.data('sessions')));
		expect(items[0].every(isFlat)).toBe(true);
		const columns = Object.keys(items[0][0]);
		expect(columns).toHaveLength(14);
		for (const item of items[0]) expect(Object.keys(item)).toEqual(columns);
		for (const column of ['reason', 'sentiment', 'deflected_by', 'offer_accepted']) {
			const given = items[0].filter((item) => item[column] !== null);
			expect([column, given.length > 0]).toEqual([column, true]);
		}
	});

	test('Get Many: wide rows have the answers and properties, too', async () => {
		const { items } = await ps.run('flowSession', 'getAll', {
			returnAll: true,
			output: 'wideRow',
		});
		expect(items[0]).toHaveLength(ps.data('sessions').length);
		expect(items[0].every(isFlat)).toBe(true);
		const columns = new Set(items[0].flatMap(Object.keys));
		expect([...columns]).toEqual(
			expect.arrayContaining([
				'subscription_platform_id',
				'answer: What is your primary reason for leaving?',
				'subscriber: number_of_contacts',
			]),
		);
	});

	test('Get Many: selected fields', async () => {
		const { items, hints } = await ps.run('flowSession', 'getAll', {
			limit: 3,
			output: 'selected',
			fields: ['id', 'subscriber.email', 'offers_presented.name', 'cancel_reason.text'],
		});
		expect(items[0]).toEqual(
			ps
				.data('sessions')
				.slice(0, 3)
				.map(({ id, subscriber, offers_presented: offers, cancel_reason: reason }) => ({
					id,
					subscriber: { email: subscriber.email },
					offers_presented: offers.map(({ name }) => ({ name })),
					cancel_reason: reason && { text: reason.text },
				})),
		);
		expect(hints).toEqual([]);
	});

	test('Get', async () => {
		const get = async (output) =>
			(await ps.run('flowSession', 'get', { flowSessionId: byId(SESSION), ...output })).items[0];
		expect(await get()).toMatchObject([
			{ session_id: SESSION, subscriber_email: 'jane@example.com', mrr: 399.95 },
		]);
		expect(await get({ output: 'raw' })).toEqual(
			ps.data('sessions').filter(({ id }) => id === SESSION),
		);
		expect(await get({ output: 'wideRow' })).toMatchObject([{ reason_code: 'too_expensive' }]);
		expect(await get({ output: 'selected', fields: ['status'] })).toEqual([{ status: 'saved' }]);
	});

	test('another one is refused before any request', async () => {
		const { error } = await ps.run('flowSession', 'getAll', { output: '={{ "flat" }}' });
		expect(error.message).toBe('Output has no “flat”');
		expect(ps.requests()).toEqual([]);
	});
});

describe('personal data', () => {
	/** Of the subscriber of the reference, who has a name, an email and a property that is a name. */
	const PERSONAL = /Jane Doe|jane@example\.com/;
	const output = 'raw';

	test.each([
		['flowSession', 'get', { flowSessionId: byId(SESSION), output }],
		['flowSession', 'get', { flowSessionId: byId(SESSION), output: 'wideRow' }],
		['flowSession', 'getAll', { returnAll: true, output }],
		['event', 'getAll', { returnAll: true }],
		['event', 'get', { eventId: byId('evt_ujO4n2g2QbWtGUVg1zJSbC5I') }],
		['subscriber', 'get', { subscriberId: pick('email', 'jane@example.com') }],
		['subscriber', 'getAll', { returnAll: true }],
		[
			'subscriber',
			'update',
			{ subscriberId: byId(SUBSCRIBER), properties: mapped({ is_vip: true }) },
		],
	])('%s %s: as it is, hashed, left out', async (resource, operation, parameters) => {
		const given = async (personalData) => {
			const { items, error } = await ps.run(resource, operation, { ...parameters, personalData });
			expect(error).toBeUndefined();
			return items[0];
		};
		const asIs = await given('asIs');
		expect(JSON.stringify(asIs)).toMatch(PERSONAL);
		for (const choice of ['hashed', 'leftOut']) {
			const items = await given(choice);
			expect(items).toHaveLength(asIs.length);
			expect(JSON.stringify(items)).not.toMatch(PERSONAL);
			expect(items.map(({ id, status }) => [id, status])).toEqual(
				asIs.map(({ id, status }) => [id, status]),
			);
		}
	});
});

describe('limit', () => {
	test.each([
		[1, [1]],
		[100, [100]],
		[101, [100, 1]],
		[250, [100, 100, 50]],
	])('%i: pages of %j', async (limit, sizes) => {
		const { items } = await ps.run('subscriber', 'getAll', { limit });
		expect(items[0]).toEqual(ps.data('subscribers').slice(0, limit));
		expect(limits()).toEqual(sizes);
	});

	test.each([0, -1, 1.5, '={{ "" }}', '={{ "many" }}'])('%p is refused', async (limit) => {
		const { error } = await ps.run('subscriber', 'getAll', { limit });
		expect(error.message).toMatch(/^Limit must be a whole number of at least 1/);
		expect(ps.requests()).toEqual([]);
	});

	test('a short page in the middle is not the end', async () => {
		const { items } = await ps.run('subscriber', 'getAll', { limit: 300 });
		expect(items[0]).toEqual(ps.data('subscribers').slice(0, 300));
	});
});

describe('filters that the service knows', () => {
	test.each([['saved'], ['deflected'], ['canceled'], ['incomplete']])(
		'sessions: status %s',
		async (status) => {
			const { items } = await all('flowSession', { status });
			const wanted = ps.data('sessions').filter((session) => session.status === status);
			expect(ids(items[0])).toEqual(ids(wanted));
			expect(ps.requests().every(({ query }) => query.status === status)).toBe(true);
		},
	);

	test.each([
		['id', SUBSCRIBER, 0],
		['email', 'jane@example.com', 1],
		['platformId', 'cus_Jax42BBWGOWuDp', 1],
	])('sessions of a subscriber by %s', async (mode, value, lookups) => {
		const { items } = await all('flowSession', { subscriberId: pick(mode, value) });
		const wanted = ps.data('sessions').filter(({ subscriber }) => subscriber.id === SUBSCRIBER);
		expect(wanted.length).toBeGreaterThan(0);
		expect(ids(items[0])).toEqual(ids(wanted));
		expect(ps.requests()).toHaveLength(lookups + 1);
		expect(ps.requests().at(-1).query.subscriber_id).toBe(SUBSCRIBER);
	});

	test('subscriptions of a subscriber', async () => {
		const { subscriber_id: id } = ps.data('subscriptions')[0];
		const { items } = await all('subscription', { subscriberId: byId(id) });
		const wanted = ps.data('subscriptions').filter(({ subscriber_id: of }) => of === id);
		expect(ids(items[0])).toEqual(ids(wanted));
	});

	test('subscriptions by platform id', async () => {
		const { items } = await all('subscription', { platformId: 'sub_JE1trB8eUAnh0r' });
		expect(items[0].map(({ platform_id: id }) => id)).toEqual(['sub_JE1trB8eUAnh0r']);
	});

	test.each([
		[{ email: 'shared@example.com' }, 2],
		[{ platformId: 'cus_Jax42BBWGOWuDp' }, 1],
		[{ email: 'jane@example.com', platformId: 'cus_Jax42BBWGOWuDp' }, 1],
		[{ email: 'nobody@example.com' }, 0],
	])('subscribers by %j', async (filters, count) => {
		const { items } = await all('subscriber', filters);
		expect(items[0] ?? []).toHaveLength(count);
	});

	test.each(['subscriber', 'subscription'])('properties of the entity %s', async (entity) => {
		const { items } = await all('property', { entity });
		expect(items[0]).toEqual(
			ps.data('properties').filter((property) => property.entity === entity),
		);
	});

	test.each(['flow_session_started', 'flow_session_completed'])('events: %s', async (event) => {
		const { items } = await all('event', { event });
		expect(ids(items[0])).toEqual(ids(ps.data('events').filter((one) => one.event === event)));
	});

	test('events after an event', async () => {
		const events = ps.data('events');
		const { items } = await all('event', { afterId: events[600].id });
		expect(ids(items[0])).toEqual(ids(events.slice(601)));
	});
});

describe('filters that only this node applies', () => {
	const offer = () => ps.data('offers')[2].id;
	const mrr = (session) => Number(session.subscription.mrr);

	test.each([
		[
			'flow',
			() => ({ flowId: byId(ps.data('flows')[1].id) }),
			(session) => session.flow.id === ps.data('flows')[1].id,
		],
		[
			'offer accepted',
			() => ({ offerAcceptedId: byId(offer()) }),
			(session) => session.offer_accepted?.id === offer(),
		],
		[
			'offer shown',
			() => ({ offerShownId: byId(offer()) }),
			(session) => session.offers_presented.some(({ id }) => id === offer()),
		],
		['minimum MRR', () => ({ minimumMrr: '={{ "99.50" }}' }), (session) => mrr(session) >= 99.5],
		['an MRR of nothing', () => ({ minimumMrr: 0 }), () => true],
		[
			'the code of a reason',
			() => ({ reason: 'TOO_expensive' }),
			(session) => session.cancel_reason?.reason_code === 'too_expensive',
		],
	])('sessions: %s', async (_name, filters, fits) => {
		const { items, error } = await all('flowSession', filters());
		expect(error).toBeUndefined();
		const wanted = ps.data('sessions').filter(fits);
		expect(wanted.length).toBeGreaterThan(0);
		expect(ids(items[0])).toEqual(ids(wanted));
		const sent = ps.requests().flatMap(({ query }) => Object.keys(query));
		expect([...new Set(sent)].sort()).toEqual(['cursor', 'limit']);
	});

	test('the text of a reason, also where only the primary answer has it', async () => {
		const { items } = await all('flowSession', { reason: ' other – 其他 ' });
		const answered = items[0].filter(({ cancel_reason: reason }) => reason === null);
		expect(answered.length).toBeGreaterThan(0);
		expect(answered.length).toBeLessThan(items[0].length);
		for (const { cancel_reason: reason } of items[0]) {
			expect(reason?.text ?? 'Other – 其他').toBe('Other – 其他');
		}
	});

	test('together with one that is sent; the limit counts what passed', async () => {
		const filters = { status: 'saved', offerShownId: byId(offer()) };
		const { items } = await ps.run('flowSession', 'getAll', { output: 'raw', limit: 5, filters });
		const saved = ps.data('sessions').filter(({ status }) => status === 'saved');
		const wanted = saved.filter(({ offers_presented: offers }) =>
			offers.some(({ id }) => id === offer()),
		);
		expect(items[0]).toEqual(wanted.slice(0, 5));
		const place = saved.findIndex(({ id }) => id === items[0][4].id) + 1;
		expect(limits()).toHaveLength(Math.ceil(place / 100));
		expect(ps.requests().every(({ query }) => query.status === 'saved')).toBe(true);
	});

	test('a session without the fields passes none', async () => {
		for (const filters of [
			{ flowId: byId('flow_1') },
			{ offerAcceptedId: byId('offr_1') },
			{ offerShownId: byId('offr_1') },
			{ minimumMrr: 0 },
			{ reason: 'price' },
		]) {
			const data = [
				{ id: 1 },
				{ id: 2, flow: null, offers_presented: {}, subscription: { mrr: '' } },
			];
			ps.sandbox.fault({ kind: 'status', status: 200, body: { data, next_cursor: null } });
			const { items, error } = await all('flowSession', filters);
			expect(error).toBeUndefined();
			expect(items[0] ?? []).toEqual([]);
		}
	});

	test('an MRR that is no number is refused', async () => {
		const { error } = await all('flowSession', { minimumMrr: '={{ "$50" }}' });
		expect(error.message).toBe('The filter Minimum MRR must be a number of at least 0, not “$50”');
		expect(ps.requests()).toEqual([]);
	});
});

describe('an empty filter would let everything through, so it is refused', () => {
	test.each([
		['subscriber', { email: '' }, 'The filter Email is empty'],
		['subscriber', { email: '={{ $json.nothing }}' }, 'The filter Email is empty'],
		['subscriber', { platformId: '={{ null }}' }, 'The filter Platform ID is empty'],
		['subscription', { platformId: ' ' }, 'The filter Platform ID is empty'],
		['flowSession', { subscriberId: byId('={{ "" }}') }, 'Subscriber ID is empty'],
		[
			'flowSession',
			{ subscriberId: pick('email', '={{ $json.nothing }}') },
			'Subscriber Email is empty',
		],
		['flowSession', { reason: '={{ $json.nothing }}' }, 'The filter Reason is empty'],
		['flowSession', { minimumMrr: '={{ "" }}' }, 'The filter Minimum MRR is empty'],
		['flowSession', { flowId: byId('={{ "" }}') }, 'Flow ID is empty'],
		['flowSession', { offerShownId: pick('list', '') }, 'Offer Shown ID is empty'],
		['flowSession', { offerAcceptedId: byId('={{ null }}') }, 'Offer Accepted ID is empty'],
		['flowSession', { startedAfter: '' }, 'Started After is not a date: “”'],
		['event', { afterId: '={{ $json.nothing }}' }, 'The filter After Event ID is empty'],
	])('%s: %j', async (resource, filters, message) => {
		const { error } = await all(resource, filters);
		expect(error.message).toBe(message);
		expect(ps.requests()).toEqual([]);
	});
});

describe('dates', () => {
	const ms = (iso) => Date.parse(iso);
	const startedBetween = (from, until) =>
		ps
			.data('sessions')
			.filter(({ started_at: at }) => at !== null && ms(at) >= ms(from) && ms(at) < ms(until));

	test('after includes the moment, before does not', async () => {
		const { started_at: edge } = ps.data('sessions').find(({ started_at: at }) => at !== null);
		const earliest = '1970-01-01T00:00:00Z';
		const from = await all('flowSession', { startedAfter: edge });
		const until = await all('flowSession', { startedBefore: edge });
		expect(ids(from.items[0])).toEqual(ids(startedBetween(edge, '2100-01-01')));
		expect(ids(until.items[0])).toEqual(ids(startedBetween(earliest, edge)));
		expect(from.items[0].some(({ started_at: at }) => at === edge)).toBe(true);
		expect(until.items[0].some(({ started_at: at }) => at === edge)).toBe(false);
	});

	test.each([
		['dates', '2026-02-01', '2026-03-01'],
		['what the date picker gives', '2026-02-01T00:00:00', '2026-03-01T00:00:00'],
		['moments with an offset', '2026-02-01T06:00:00+01:00', '2026-03-01T05:00:00Z'],
		[
			'Luxon DateTimes',
			'={{ DateTime.fromISO("2026-02-01T00:00", { zone: "America/New_York" }) }}',
			'={{ DateTime.fromISO("2026-03-01T05:00:00Z") }}',
		],
		['Dates', '={{ new Date("2026-02-01T05:00:00Z") }}', '={{ new Date("2026-03-01T05:00:00Z") }}'],
	])('a month in New York from %s', async (_name, startedAfter, startedBefore) => {
		const { items, error } = await all('flowSession', { startedAfter, startedBefore });
		expect(error).toBeUndefined();
		const wanted = startedBetween('2026-02-01T05:00:00Z', '2026-03-01T05:00:00Z');
		expect(wanted.length).toBeGreaterThan(50);
		expect(ids(items[0])).toEqual(ids(wanted));
		expect(ps.requests().some(({ query }) => 'started_at' in query)).toBe(false);
	});

	test("a date is the day in the workflow's time zone", async () => {
		const { items } = await ps.run(
			'flowSession',
			'getAll',
			{
				returnAll: true,
				output: 'raw',
				filters: { startedAfter: '2026-02-01', startedBefore: '2026-03-01' },
			},
			{ timezone: 'Asia/Tokyo' },
		);
		const wanted = startedBetween('2026-01-31T15:00:00Z', '2026-02-28T15:00:00Z');
		expect(ids(items[0])).toEqual(ids(wanted));
	});

	test('the limit counts what matches, and reading stops when it is reached', async () => {
		const filters = { completedBefore: '2026-03-01', status: 'canceled' };
		const { items } = await ps.run('flowSession', 'getAll', {
			limit: 120,
			output: 'raw',
			filters,
		});
		const edge = DateTime.fromISO('2026-03-01', { zone: 'America/New_York' }).toMillis();
		const wanted = ps
			.data('sessions')
			.filter(
				({ status, completed_at: at }) => status === 'canceled' && at !== null && ms(at) < edge,
			);
		expect(items[0]).toEqual(wanted.slice(0, 120));
		const candidates = ps.data('sessions').filter(({ status }) => status === 'canceled');
		const place = candidates.findIndex(({ id }) => id === items[0][119].id);
		expect(limits()).toHaveLength(Math.ceil((place + 1) / 100));
	});

	test('a session that did not end matches no filter on its end', async () => {
		const { items } = await all('flowSession', { completedAfter: '1990-01-01' });
		expect(items[0].every(({ completed_at: at }) => at !== null)).toBe(true);
		const ended = ps.data('sessions').filter(({ completed_at: at }) => at !== null);
		expect(ids(items[0])).toEqual(ids(ended));
	});

	test('events created between', async () => {
		const [first, last] = [ps.data('events')[300], ps.data('events')[400]];
		const { items } = await all('event', {
			createdAfter: first.created_at,
			createdBefore: last.created_at,
		});
		const wanted = ps
			.data('events')
			.filter(({ created_at: at }) => at >= first.created_at && at < last.created_at);
		expect(ids(items[0])).toEqual(ids(wanted));
	});

	test.each([
		['2026-03-02', '2026-03-01'],
		['2026-03-01', '2026-03-01'],
	])('after %s and before %s: refused before any request', async (startedAfter, startedBefore) => {
		const { error } = await all('flowSession', { startedAfter, startedBefore });
		expect(error.message).toBe(
			'Started After is not earlier than Started Before, so nothing can match',
		);
		expect(ps.requests()).toEqual([]);
	});

	test.each(['yesterday', '31.01.2026', '2026-02-30', '={{ $json.nothing }}'])(
		'%p is no date',
		async (createdAfter) => {
			const { error } = await all('event', { createdAfter });
			expect(error.message).toMatch(/^Created After is not a date/);
			expect(ps.requests()).toEqual([]);
		},
	);

	describe('periods', () => {
		// In New York clocks have changed on this day, and in Los Angeles it is still the day before.
		beforeEach(() => setDate('2026-03-08T06:00:00Z'));
		afterEach(() => realDate());

		test.each([
			['last7Days', 'America/New_York', '2026-03-01T05:00:00Z', '2026-03-08T05:00:00Z'],
			['last7Days', 'America/Los_Angeles', '2026-02-28T08:00:00Z', '2026-03-07T08:00:00Z'],
			['thisMonth', 'America/New_York', '2026-03-01T05:00:00Z', '2026-03-09T04:00:00Z'],
			['lastMonth', 'Asia/Kolkata', '2026-01-31T18:30:00Z', '2026-02-28T18:30:00Z'],
			['={{ "Yesterday" }}', 'America/New_York', '2026-03-07T05:00:00Z', '2026-03-08T05:00:00Z'],
		])('%s in %s', async (startedIn, timezone, from, until) => {
			const { items } = await ps.run(
				'flowSession',
				'getAll',
				{ returnAll: true, output: 'raw', filters: { startedIn } },
				{ timezone },
			);
			const wanted = startedBetween(from, until);
			expect(wanted.length).toBeGreaterThan(0);
			expect(ids(items[0])).toEqual(ids(wanted));
		});

		test('of events, together with another filter', async () => {
			const { items } = await all('event', {
				createdIn: 'last7Days',
				createdBefore: '2026-03-05T00:00:00Z',
			});
			const wanted = ps
				.data('events')
				.filter(
					({ created_at: at }) =>
						ms(at) >= ms('2026-03-01T05:00:00Z') && ms(at) < ms('2026-03-05T00:00:00Z'),
				);
			expect(wanted.length).toBeGreaterThan(0);
			expect(ids(items[0])).toEqual(ids(wanted));
		});

		test.each(['={{ "" }}', '={{ "custom" }}', '={{ $json.nothing }}'])(
			'%s is refused before any request',
			async (completedIn) => {
				const { error } = await all('flowSession', { completedIn });
				expect(error.message).toMatch(/^The filter Completed In has no “/);
				expect(ps.requests()).toEqual([]);
			},
		);
	});

	test('the raw parameters are sent as they are', async () => {
		await all('flowSession', {}, { startedAt: '2026-03-01', completedAt: '2026-03-02T00:00:00Z' });
		await all('event', {}, { createdAt: '2026-03-03' });
		const [sessions] = ps.requests();
		expect(sessions.query).toMatchObject({
			started_at: '2026-03-01',
			completed_at: '2026-03-02T00:00:00Z',
		});
		expect(ps.requests().at(-1).query.created_at).toBe('2026-03-03');
	});
});
