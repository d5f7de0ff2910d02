/** Flow Session: Get Summary, compared with what the sandbox's own sessions come to, in cents. */
const { byId, pick, prosperStackTests, SUBSCRIBER } = require('./support.cjs');

const ps = prosperStackTests();

const summary = (parameters = {}, options = {}) =>
	ps.run('flowSession', 'getSummary', parameters, options);

const cents = (sessions) =>
	sessions.reduce((sum, session) => sum + Math.round(Number(mrrOf(session)) * 100), 0);
const mrrOf = ({ subscription }) =>
	ps.data('subscriptions').find(({ id }) => id === (subscription.id ?? subscription)).mrr;

/** The figures of a row that stands for these sessions. */
function figures(sessions) {
	const having = (status) => sessions.filter((session) => session.status === status);
	const [saved, canceled] = [having('saved'), having('canceled')];
	const decided = saved.length + canceled.length;
	return {
		sessions: sessions.length,
		saved: saved.length,
		canceled: canceled.length,
		deflected: having('deflected').length,
		incomplete: having('incomplete').length,
		save_rate_percent: decided > 0 ? Math.round((saved.length / decided) * 1000) / 10 : null,
		mrr_saved: cents(saved) / 100,
		mrr_lost: cents(canceled) / 100,
	};
}

const idOf = (record) => record?.id ?? record ?? null;

/** As the session says it, else the answer to its primary question. */
function reasonOf({ cancel_reason: reason, answers }) {
	const answer = answers.find(({ question }) => question.primary)?.value;
	return reason?.text ?? [answer].flat()[0]?.text ?? null;
}

/** @param {(session: any) => unknown[]} keysOf what a session belongs to: nothing is null */
function grouped(keysOf) {
	const rows = {};
	for (const session of ps.data('sessions')) {
		for (const key of new Set(keysOf(session).map(String))) (rows[key] ??= []).push(session);
	}
	return Object.fromEntries(Object.entries(rows).map(([key, some]) => [key, figures(some)]));
}

const byKey = (rows, keyOf) => Object.fromEntries(rows.map((row) => [String(keyOf(row)), row]));

describe('groups', () => {
	const shown = ({ offers_presented: offers }) => (offers.length > 0 ? offers.map(idOf) : [null]);

	test.each([
		['status', (row) => row.status, (session) => [session.status]],
		['flow', (row) => row.flow_id, (session) => [idOf(session.flow)]],
		['reason', (row) => row.reason, (session) => [reasonOf(session)]],
		['offerAccepted', (row) => row.offer_accepted_id, (session) => [idOf(session.offer_accepted)]],
		['offerShown', (row) => row.offer_shown_id, shown],
	])('by %s', async (name, ofRow, ofSession) => {
		const { items, error, hints } = await summary({ groupBy: [name] });
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		const expected = grouped(ofSession);
		expect(Object.keys(expected).length).toBeGreaterThan(3);
		expect(byKey(items[0], ofRow)).toMatchObject(expected);
		expect(items[0]).toHaveLength(Object.keys(expected).length);
	});

	test('by reason without a choice, the most sessions first, with the code', async () => {
		const { items } = await summary();
		const sizes = items[0].map(({ sessions }) => sessions);
		expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
		expect(items[0].find(({ reason }) => reason === 'Too expensive')).toMatchObject({
			reason_code: 'too_expensive',
		});
		expect(Object.keys(items[0][0])).toEqual([
			'reason',
			'reason_code',
			...Object.keys(figures([])),
		]);
	});

	test('by several: a row for each combination that occurs', async () => {
		const { items } = await summary({ groupBy: ['flow', 'offerShown'] });
		const expected = grouped((session) =>
			shown(session).map((offer) => [idOf(session.flow), offer]),
		);
		expect(byKey(items[0], (row) => [row.flow_id, row.offer_shown_id])).toMatchObject(expected);
		expect(items[0]).toHaveLength(Object.keys(expected).length);
		const row = items[0].find(({ offer_shown_id: id }) => id !== null);
		const { name, type } = ps.data('offers').find(({ id }) => id === row.offer_shown_id);
		expect(row).toMatchObject({ offer_shown: name, offer_shown_type: type });
	});

	test('none: one row with the totals', async () => {
		const { items } = await summary({ groupBy: [] });
		expect(items[0]).toEqual([figures(ps.data('sessions'))]);
	});

	test.each([
		['={{ "reason, weather" }}', 'Group By has no “weather”'],
		['={{ ["constructor"] }}', 'Group By has no “constructor”'],
		['={{ $json.nothing }}', 'Group By is empty'],
	])('%s is refused before any request', async (groupBy, message) => {
		const { error } = await summary({ groupBy });
		expect(error.message).toBe(message);
		expect(error.description).toContain('Choose from flow, offerAccepted, offerShown');
		expect(ps.requests()).toEqual([]);
	});
});

describe('a period', () => {
	const startedIn = (from, until) =>
		ps
			.data('sessions')
			.filter(
				({ started_at: at }) =>
					at !== null && Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(until),
			);

	test.each([
		['the clocks go forward', '2026-03-08', '2026-03-09', '05:00', '04:00'],
		['an ordinary day', '2026-03-09', '2026-03-10', '04:00', '04:00'],
		['the clocks go back', '2025-11-02', '2025-11-03', '04:00', '05:00'],
	])('%s: the whole day in New York', async (_name, day, next, from, until) => {
		const filters = { startedAfter: day, startedBefore: next };
		const { items } = await summary({ groupBy: [], filters });
		const expected = startedIn(`${day}T${from}:00Z`, `${next}T${until}:00Z`);
		expect(expected.length).toBeGreaterThan(0);
		expect(items[0]).toEqual([figures(expected)]);
	});

	test('without sessions: no row, or one of zeros where nothing is grouped', async () => {
		const filters = { startedBefore: '2001-01-01' };
		expect((await summary({ filters })).items[0] ?? []).toEqual([]);
		const { items } = await summary({ groupBy: [], filters });
		expect(items[0]).toEqual([figures([])]);
	});

	test('after that is not before “before” is refused before any request', async () => {
		const filters = { startedAfter: '2026-03-02', startedBefore: '2026-03-01' };
		const { error } = await summary({ filters });
		expect(error.message).toMatch(/^Started After is not earlier than Started Before/);
		expect(ps.requests()).toEqual([]);
	});
});

describe('reading', () => {
	test('as many requests as the panel says, in full pages', async () => {
		await summary();
		const pages = ps.requests().map(({ query }) => query.limit);
		expect(new Set(pages)).toEqual(new Set(['100']));
		const thousands = ps.data('sessions').length / 1000;
		// One page of the sandbox is short.
		expect(pages.length).toBeLessThanOrEqual(Math.ceil(thousands * 10) + 1);
	});

	test('empty pages in between are not the end', async () => {
		ps.sandbox.setOptions({ emptyPages: 2 });
		const { items } = await summary({ groupBy: [] });
		expect(items[0]).toEqual([figures(ps.data('sessions'))]);
	});

	test('a list that does not get any further fails: half a summary is none', async () => {
		const data = ps
			.data('sessions')
			.slice(0, 100)
			.map(({ id, status }) => ({ id, status }));
		const body = { data, next_cursor: 'again' };
		ps.sandbox.fault({ kind: 'status', status: 200, body, times: 20 });
		const { error, items } = await summary();
		expect(error.message).toMatch(/^ProsperStack gave the same page twice/);
		expect(items.flat()).toEqual([]);
	});
});

describe('sessions without the fields', () => {
	const answer = (data) =>
		ps.sandbox.fault({ kind: 'status', status: 200, body: { data, next_cursor: null } });

	test('count, in a row of their own', async () => {
		answer([{ id: 'a' }, { id: 'b', flow: null, offers_presented: 'none', answers: {} }]);
		const groupBy = ['flow', 'offerAccepted', 'offerShown', 'reason', 'status'];
		const { items, hints } = await summary({ groupBy });
		expect(items[0]).toMatchObject([
			{ flow_id: null, offer_shown: null, reason: null, status: null, ...figures([]), sessions: 2 },
		]);
		expect(hints).toEqual([]);
	});

	test('a saved or canceled one without an MRR is told', async () => {
		const subscription = { mrr: '10.10' };
		answer([
			{ id: 1, status: 'saved', subscription },
			{ id: 2, status: 'saved', subscription: null },
			{ id: 3, status: 'canceled', subscription: { mrr: 'free' } },
			{ id: 4, status: 'incomplete', subscription: null },
		]);
		const { items, hints, logged } = await summary({ groupBy: [] });
		expect(items[0]).toMatchObject([{ saved: 2, canceled: 1, mrr_saved: 10.1, mrr_lost: 0 }]);
		const text = '2 saved or canceled sessions show no MRR that can be read';
		expect(hints.map(({ message }) => message)).toEqual([expect.stringContaining(text)]);
		expect(logged).toEqual([expect.stringContaining(text)]);
	});

	test('money does not drift', async () => {
		const sessions = Array.from({ length: 10 }, (_, id) => ({
			id,
			status: 'canceled',
			subscription: { mrr: '0.10' },
		}));
		answer(sessions);
		const { items } = await summary({ groupBy: [] });
		expect(items[0]).toMatchObject([{ mrr_lost: 1 }]);
	});

	test('a code without a text is a reason, too; a text that comes later is taken', async () => {
		const of = (id, reason) => ({ id, cancel_reason: reason });
		answer([
			of(1, { text: null, reason_code: 'price' }),
			of(2, { text: 'Bugs', reason_code: null }),
			of(3, { text: 'Bugs', reason_code: 'bugs' }),
		]);
		const { items } = await summary();
		expect(items[0]).toMatchObject([
			{ reason: 'Bugs', reason_code: 'bugs', sessions: 2 },
			{ reason: null, reason_code: 'price', sessions: 1 },
		]);
	});

	test('an offer that was shown twice in a session counts once', async () => {
		const offer = { id: 'offr_1', name: '20% off', type: 'coupon' };
		answer([{ id: 1, offers_presented: [offer, offer] }]);
		const { items } = await summary({ groupBy: ['offerShown'] });
		expect(items[0]).toMatchObject([{ offer_shown_id: 'offr_1', sessions: 1 }]);
	});
});

describe('filters of Get Many', () => {
	test('those that the service knows are sent', async () => {
		const filters = { status: 'saved', subscriberId: pick('email', 'jane@example.com') };
		const { items } = await summary({ groupBy: [], filters });
		const expected = ps
			.data('sessions')
			.filter(({ status, subscriber }) => status === 'saved' && subscriber.id === SUBSCRIBER);
		expect(items[0]).toEqual([figures(expected)]);
		expect(ps.requests().at(-1).query).toMatchObject({
			status: 'saved',
			subscriber_id: SUBSCRIBER,
		});
	});

	test('the others are applied here', async () => {
		const [, flow] = ps.data('flows');
		const filters = { flowId: byId(flow.id), minimumMrr: 50 };
		const { items } = await summary({ groupBy: [], filters });
		const expected = ps
			.data('sessions')
			.filter((session) => idOf(session.flow) === flow.id && Number(mrrOf(session)) >= 50);
		expect(expected.length).toBeGreaterThan(0);
		expect(items[0]).toEqual([figures(expected)]);
	});
});
