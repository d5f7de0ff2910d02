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
		expect(waitAfter429({ 'retry-after': '7', 'ratelimit-reset': '30' }, 1)).toBe(7_000);
	});

	test('Retry-After as a date', () => {
		const headers = { 'retry-after': 'Sun, 01 Jun 2025 12:00:20 GMT' };
		expect(waitAfter429(headers, 1)).toBe(20_000);
	});

	test('RateLimit-Reset is seconds from now', () => {
		expect(waitAfter429({ 'ratelimit-reset': '42' }, 1)).toBe(42_000);
	});

	test.each([{}, { 'retry-after': 'soon' }, { 'retry-after': '0' }, { 'ratelimit-reset': '-5' }])(
		'%j says nothing of use: longer and longer, up to a minute',
		(headers) => {
			const waits = [1, 2, 3, 4, 5, 6, 7].map((tries) => waitAfter429(headers, tries));
			expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
		},
	);

	test('never less than asked for, and not the same for all', () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.99);
		expect(waitAfter429({ 'retry-after': '10' }, 1)).toBe(10_990);
	});
});

describe('createRateLimit', () => {
	const headers = (remaining: number, reset: number) => ({
		'ratelimit-remaining': String(remaining),
		'ratelimit-reset': String(reset),
	});

	test('nothing known: nothing waits', () => {
		expect(createRateLimit().delay()).toBe(0);
	});

	test('none remaining: the next waits for the window to end', () => {
		const limit = createRateLimit();
		limit.answered(limit.sent(), headers(0, 30));
		expect(limit.delay()).toBe(30_000);
		jest.setSystemTime(NOW + 30_000);
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

	test('a new window counts anew', () => {
		const limit = createRateLimit();
		limit.answered(limit.sent(), headers(0, 5));
		jest.setSystemTime(NOW + 5_001);
		limit.answered(limit.sent(), headers(99, 60));
		expect(limit.delay()).toBe(0);
	});

	test('four go out together, whatever remains', () => {
		const limit = createRateLimit();
		limit.answered(limit.sent(), headers(100, 60));
		const [first] = [1, 2, 3, 4].map(() => limit.sent());
		expect(limit.delay()).toBe('busy');
		limit.answered(first);
		expect(limit.delay()).toBe(0);
	});

	test('after a refusal all wait, then go one at a time until one is answered', () => {
		const limit = createRateLimit();
		limit.answered(limit.sent(), {});
		limit.refused(10_000);
		expect(limit.delay()).toBe(10_000);
		jest.setSystemTime(NOW + 10_000);
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
			jest.setSystemTime(NOW + 10_000);
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
});
