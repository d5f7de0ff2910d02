/** Deliveries whose events the service does not show yet, or shows late. */
const { idsOf, sleep, triggerTests } = require('./support.cjs');

const ps = triggerTests();

const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
const sorted = (ids) => [...ids].sort();

/** Until these events have come, or it is clear that they don't. */
async function come(host, ids, patienceMs) {
	const end = Date.now() + patienceMs;
	while (Date.now() < end && !ids.every((id) => idsOf(host.items()).includes(id))) await sleep(50);
	await sleep(200);
	const emitted = idsOf(host.items());
	const distinct = new Set(emitted);
	expect({
		lost: ids.filter((id) => !distinct.has(id)).length,
		repeated: emitted.length - distinct.size,
		unasked: [...distinct].filter((id) => !ids.includes(id)).length,
	}).toEqual({ lost: 0, repeated: 0, unasked: 0 });
}

test('1.5, 6 and 20 seconds late: each comes by itself, once, with Catch Up and without', async () => {
	const follows = await ps.active();
	const onlyDelivered = await ps.active({ options: { catchUp: false } });
	const fired = [];
	for (const shownAfterMs of [1_500, 6_000, 20_000])
		fired.push(...(await ps.emit({ shownAfterMs })));
	const statuses = ps.sandbox.deliveries().map(({ status }) => status);
	expect(statuses).toEqual(Array(6).fill(200));
	for (const [count, patienceMs] of [
		[1, 6_000],
		[2, 12_000],
		[3, 50_000],
	]) {
		const ids = fired.slice(0, count);
		await Promise.all([
			come(follows.host, ids, patienceMs),
			come(onlyDelivered.host, ids, patienceMs),
		]);
	}
});

test('one that is never shown is forgotten after the last look, and starts nothing', async () => {
	const { host, trigger } = await ps.active();
	const before = trigger.saved;
	await ps.deliver(host, { event_id: 'evt_never' });
	await host.idle();
	expect(trigger.saved === before).toBe(true);
	expect(ps.reads().filter((kind) => kind === 'get')).toHaveLength(6);
	ps.sandbox.clearRequests();
	await ps.emit();
	expect(ps.reads()).toEqual(['list']);
});

test('a backlog of ten minutes, delivered one after another: all, once', async () => {
	const { host } = await ps.active();
	await ps.emit();
	const [first] = idsOf(host.items());
	const recent = await ps.miss(200, { at: minutesAgo(1) });
	const [last] = await ps.emit();
	const fired = [];
	for (let i = 0; i < 40; i++) fired.push(...(await ps.emit({ at: minutesAgo(0) })));
	await come(host, [first, ...recent, last, ...fired], 10_000);
});

test('40 events of ten minutes ago, listed only now behind 200 newer ones', async () => {
	ps.sandbox.expireEvents(minutesAgo(0));
	await ps.miss(1, { at: minutesAgo(30) });
	const { host, trigger } = await ps.active({ options: { beginFrom: minutesAgo(20) } });
	const recent = await ps.miss(200, { at: minutesAgo(1) });
	const [first] = await ps.emit();
	const fired = await ps.miss(40, { at: minutesAgo(10) });
	for (const event_id of fired) await ps.deliver(host, { event_id });
	await come(host, [...recent, first, ...fired], 10_000);
	trigger.restart();
	const [next] = await ps.emit();
	await come(host, [...recent, first, ...fired, next], 5_000);
});

test('600 events in 24 s, of which every fifth is listed 6 s late', async () => {
	const { host } = await ps.active();
	const fired = [];
	const underWay = [];
	for (let i = 0; i < 600; i++) {
		underWay.push(
			ps.emit({ shownAfterMs: i % 5 === 0 ? 6_000 : 0 }).then((ids) => fired.push(...ids)),
		);
		await sleep(40);
	}
	await Promise.all(underWay);
	await come(host, fired, 30_000);
	expect(ps.sandbox.deliveries().every(({ status }) => status === 200)).toBe(true);
	expect(ps.sandbox.requests().filter(({ status }) => status === 429)).toEqual([]);
});

test('what is open when n8n ends comes with the next delivery, however much came after it', async () => {
	const { host, trigger } = await ps.active();
	const [late] = await ps.emit({ shownAfterMs: 5_000 });
	const others = await ps.emit({ count: 120, spacingMs: 2 });
	// By then n8n has saved that the others were handed out.
	await sleep(1_500);
	trigger.kill();
	await sleep(5_000);
	const known = new Set(idsOf(host.items()));
	expect(known.has(late)).toBe(false);
	const [next] = await ps.emit();
	await come(host, [late, ...others, next], 5_000);
});

test('forged and real get the same answers in a flood, and look-ups leave the rate limit alone', async () => {
	const { host } = await ps.active();
	ps.sandbox.fault({ kind: 'emptyList', path: '^/events\\?', times: 10 });
	const forged = Array.from({ length: 100 }, (_, i) =>
		ps.deliver(host, { event_id: `evt_no_${i}` }),
	);
	const real = await ps.emit({ count: 100 });
	for (const { status } of [...(await Promise.all(forged)), ...ps.sandbox.deliveries()]) {
		expect(status).toBe(200);
	}
	await come(host, real, 30_000);
	expect(ps.reads().filter((kind) => kind === 'get')).toHaveLength(20);
});

describe('a look-up', () => {
	const notListed = (times) => ps.sandbox.fault({ kind: 'emptyList', path: '^/events\\?', times });

	test('that is slow: the list shows the event meanwhile, and it comes once', async () => {
		const { host } = await ps.active();
		notListed(2);
		ps.sandbox.fault({ kind: 'delay', path: '^/events/', ms: 1_500 });
		const slow = ps.emit();
		await sleep(500);
		const [other] = await ps.emit();
		const [id] = await slow;
		await come(host, [id, other], 5_000);
		await host.idle();
		expect(sorted(idsOf(host.items()))).toEqual(sorted([id, other]));
	});

	test('that is slow: a second copy of the event does not come', async () => {
		const { host } = await ps.active();
		notListed(9);
		ps.sandbox.fault({ kind: 'delay', path: '^/events/', ms: 1_200 });
		const [event] = await Promise.all([
			ps.emit(),
			sleep(400).then(() => ps.deliver(host, { event_id: ps.sandbox.data.events().at(-1).id })),
		]);
		await come(host, event, 5_000);
	});

	test('that answers with another event is no answer', async () => {
		const { host } = await ps.active();
		const [other] = await ps.miss();
		// The client takes a record for the one asked for where its platform ID is.
		const body = { ...ps.event(other), id: 'evt_another', platform_id: 'evt_asked' };
		ps.sandbox.fault({ kind: 'status', status: 200, body, path: '^/events/evt_asked' });
		const [known] = await ps.emit();
		await ps.deliver(host, { event_id: 'evt_asked' });
		expect(sorted(idsOf(host.items()))).toEqual(sorted([other, known]));
	});
});
