import { createRateLimit, waitAfter429 } from '../../../nodes/shared/transport/rateLimit';

const NOW = Date.parse('2025-06-01T12:00:00Z');

beforeEach(() => {
	jest.useFakeTimers({ now: NOW });
	jest.spyOn(Math, 'random').mockReturnValue(0);
});

afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

describe('waitAfter429', () => {
	test('Retry-After in seconds comes first', () => {
		expect(waitAfter429({ 'retry-after': '7', 'ratelimit-reset': '30' }, 1).ms).toBe(7_000);
	});

	test('Retry-After as a date', () => {
		const headers = { 'retry-after': 'Sun, 01 Jun 2025 12:00:20 GMT' };
		expect(waitAfter429(headers, 1).ms).toBe(20_000);
	});

	test('RateLimit-Reset is seconds from now', () => {
		expect(waitAfter429({ 'ratelimit-reset': '42' }, 1).ms).toBe(42_000);
	});

	test('RateLimit-Reset as a time of day, in seconds since 1970', () => {
		const reset = String(NOW / 1000 + 25);
		expect(waitAfter429({ 'ratelimit-reset': reset }, 1).ms).toBe(25_000);
	});

	test.each([{}, { 'retry-after': 'soon' }, { 'retry-after': '0' }, { 'ratelimit-reset': '-5' }])(
		'%j says nothing of use: longer and longer, up to a minute',
		(headers) => {
			const waits = [1, 2, 3, 4, 5, 6, 7].map((tries) => waitAfter429(headers, tries).ms);
			expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
		},
	);

	test.each([
		{ 'retry-after': 'Sun, 01 Jun 2025 11:59:00 GMT' },
		{ 'ratelimit-reset': String(NOW / 1000 - 60) },
	])('a moment that is past (%j) is no wait that is asked for', (headers) => {
		expect(waitAfter429(headers, 1)).toEqual({ askedMs: 2_000, ms: 2_000 });
	});

	test('an empty Retry-After leaves it to RateLimit-Reset', () => {
		expect(waitAfter429({ 'retry-after': '', 'ratelimit-reset': '42' }, 1).ms).toBe(42_000);
	});

	test('never less than asked for, and not the same for all', () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.99);
		const wait = waitAfter429({ 'retry-after': '5' }, 1);
		expect(wait).toEqual({ askedMs: 5_000, ms: 5_495 });
	});

	test('after a long wait all are back within a second', () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.99);
		const wait = waitAfter429({ 'retry-after': '60' }, 1);
		expect(wait).toEqual({ askedMs: 60_000, ms: 60_990 });
	});
});

describe('createRateLimit', () => {
	const headers = (remaining: number, reset: number) => ({
		'ratelimit-remaining': String(remaining),
		'ratelimit-reset': String(reset),
	});

	/** How many go out before one must wait for an answer. */
	const together = (limit: ReturnType<typeof createRateLimit>) => {
		const tickets: number[] = [];
		while (limit.delay() === 0) tickets.push(limit.sent());
		expect(limit.delay()).not.toBe(0);
		return tickets;
	};

	test('nothing known: nothing waits', () => {
		expect(createRateLimit().delay()).toBe(0);
	});

	test('none remaining: the next waits for the window to end', () => {
		const limit = createRateLimit();
		limit.answered(limit.sent(), headers(0, 30));
		expect(limit.delay()).toBe(30_000);
		jest.advanceTimersByTime(30_000);
		expect(limit.delay()).toBe(0);
	});

	test('no more go out together than remain', () => {
		const limit = createRateLimit();
		limit.answered(limit.sent(), headers(2, 30));
		const [one, other] = [limit.sent(), limit.sent()];
		expect(limit.delay()).toBe('busy');
		limit.answered(one, headers(0, 30));
		limit.answered(other, headers(1, 30));
		expect(limit.delay()).toBe(30_000);
	});

	test('another execution shares the limit and goes as fast: only the last request can be refused', () => {
		const WINDOW = 100;
		const limits = [createRateLimit(), createRateLimit()];
		let used = 0;
		/** Both send what they may, then all are answered in the order in which they went out. */
		for (let round = 0; round < 50 && used < WINDOW; round++) {
			const sent = limits.map(together);
			for (const index of Array(16).keys()) {
				for (const [which, tickets] of sent.entries()) {
					const ticket = tickets[index];
					if (ticket === undefined) continue;
					used++;
					limits[which]?.answered(ticket, headers(Math.max(0, WINDOW - used), 30));
				}
			}
		}
		expect(used).toBeGreaterThanOrEqual(WINDOW);
		expect(used).toBeLessThanOrEqual(WINDOW + 1);
	});

	test('a new window counts anew', () => {
		const limit = createRateLimit();
		limit.answered(limit.sent(), headers(0, 5));
		jest.advanceTimersByTime(5_001);
		limit.answered(limit.sent(), headers(99, 60));
		expect(limit.delay()).toBe(0);
	});

	test('four go out together at first, one more after each success, sixteen at most', () => {
		const limit = createRateLimit();
		const first = together(limit);
		expect(first).toHaveLength(4);
		for (const ticket of first) limit.answered(ticket, {});
		const second = together(limit);
		expect(second).toHaveLength(8);
		for (const ticket of second) limit.answered(ticket, {});
		const third = together(limit);
		for (const ticket of third) limit.answered(ticket, {});
		expect(third).toHaveLength(16);
		expect(together(limit)).toHaveLength(16);
	});

	test('no answer is no success', () => {
		const limit = createRateLimit();
		for (const ticket of together(limit)) limit.answered(ticket);
		expect(together(limit)).toHaveLength(4);
	});

	test('a refusal halves how many go out together', () => {
		const limit = createRateLimit();
		for (let round = 0; round < 3; round++) {
			for (const ticket of together(limit)) limit.answered(ticket, {});
		}
		const [refused = 0, ...others] = together(limit);
		limit.refused(1_000);
		limit.answered(refused);
		for (const ticket of others) limit.answered(ticket, {});
		jest.advanceTimersByTime(1_000);
		const [probe = 0, ...more] = together(limit);
		expect(more).toEqual([]);
		limit.answered(probe, {});
		// Half of sixteen, and from now on slowly more.
		const half = together(limit);
		expect(half).toHaveLength(8);
		for (const ticket of half) limit.answered(ticket, {});
		expect(together(limit)).toHaveLength(9);
	});

	test('a clock that is set back does not make a wait longer', () => {
		const limit = createRateLimit();
		limit.refused(10_000);
		jest.setSystemTime(NOW - 3_600_000);
		jest.advanceTimersByTime(10_000);
		expect(limit.delay()).toBe(0);
	});

	test('after a refusal all wait, then go one at a time until one is answered', () => {
		const limit = createRateLimit();
		limit.answered(limit.sent(), {});
		limit.refused(10_000);
		expect(limit.delay()).toBe(10_000);
		jest.advanceTimersByTime(10_000);
		expect(limit.delay()).toBe(0);
		const probe = limit.sent();
		expect(limit.delay()).toBe('busy');
		limit.answered(probe, {});
		expect(limit.delay()).toBe(0);
	});

	test.each(['before', 'after'])(
		'the answer to what was sent before a refusal, counted %s it, does not end this',
		(order) => {
			const limit = createRateLimit();
			const [old, refused] = [limit.sent(), limit.sent()];
			if (order === 'before') limit.answered(refused, {});
			limit.refused(10_000);
			if (order === 'after') limit.answered(refused, {});
			limit.answered(old, {});
			jest.advanceTimersByTime(10_000);
			expect(limit.delay()).toBe(0);
			limit.sent();
			expect(limit.delay()).toBe('busy');
		},
	);

	test('a probe that gets no answer is followed by another one alone', () => {
		const limit = createRateLimit();
		limit.answered(limit.sent(), {});
		limit.refused(0);
		limit.answered(limit.sent());
		limit.sent();
		expect(limit.delay()).toBe('busy');
	});

	test('a later refusal that asks for less does not shorten the wait', () => {
		const limit = createRateLimit();
		limit.refused(10_000);
		limit.refused(1_000);
		expect(limit.delay()).toBe(10_000);
	});

	test('however many refusals: one at a time always goes', () => {
		const limit = createRateLimit();
		for (let refusal = 0; refusal < 5; refusal++) limit.refused(0);
		const [probe = 0, ...more] = together(limit);
		expect(more).toEqual([]);
		limit.answered(probe, {});
		expect(together(limit)).toHaveLength(2);
	});

	test('answers of one window, out of order: the lowest count and the latest end hold', () => {
		const limit = createRateLimit();
		const tickets = [limit.sent(), limit.sent(), limit.sent()];
		limit.answered(tickets[0] ?? 0, headers(0, 30));
		jest.advanceTimersByTime(400);
		limit.answered(tickets[1] ?? 0, headers(2, 29));
		limit.answered(tickets[2] ?? 0, headers(1, 29));
		expect(limit.delay()).toBe(29_600);
	});

	test.each([{ 'ratelimit-remaining': '0' }, { 'ratelimit-reset': '30' }, headers(NaN, 30)])(
		'%j says nothing of what remains',
		(said) => {
			const limit = createRateLimit();
			limit.answered(limit.sent(), said);
			expect(limit.delay()).toBe(0);
		},
	);
});
