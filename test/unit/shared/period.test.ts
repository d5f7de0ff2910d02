import { DateTime } from 'luxon';
import { daysOfPeriod, momentsOf, PERIODS, type Days } from '../../../nodes/shared/fields/period';

const HOUR = 60 * 60_000;

/** Days around which clocks change in New York and Los Angeles, a new year, a leap day, a month of 28 days. */
const DAYS = [
	'2026-03-08',
	'2026-11-01',
	'2027-03-14',
	'2027-01-01',
	'2028-02-29',
	'2028-03-01',
	'2026-03-01',
	'2026-03-31',
];
const ZONES = ['America/New_York', 'America/Los_Angeles', 'Asia/Kolkata', 'UTC'];

/** Every half hour from a day and a half before each of the days until a day and a half after it. */
const MOMENTS = DAYS.flatMap((day) =>
	Array.from(
		{ length: 144 },
		(_, index) => Date.parse(`${day}T00:00:00Z`) + ((index - 72) * HOUR) / 2,
	),
);

/** The date on the wall, without Luxon. */
const formats = Object.fromEntries(
	ZONES.map((timeZone) => [
		timeZone,
		new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }),
	]),
);
const dateIn = (zone: string, ms: number) => formats[zone]?.format(ms) ?? '';

/** So many days before a date, counted without any time zone. */
const before = (date: string, days: number) =>
	new Date(Date.parse(`${date}T00:00:00Z`) - days * 24 * HOUR).toISOString().slice(0, 10);

/** The days of a period, counted one by one from the date on the wall. */
function expectedDays(period: string, today: string): Days {
	const month = today.slice(0, 7);
	const lastOfMonthBefore = before(`${month}-01`, 1);
	const expected: Record<string, [string, string]> = {
		today: [today, today],
		yesterday: [before(today, 1), before(today, 1)],
		last7Days: [before(today, 7), before(today, 1)],
		last30Days: [before(today, 30), before(today, 1)],
		thisMonth: [`${month}-01`, today],
		lastMonth: [`${lastOfMonthBefore.slice(0, 7)}-01`, lastOfMonthBefore],
	};
	const [first = '', last = ''] = expected[period] ?? [];
	return { first, last };
}

describe.each(ZONES)('in %s, on the days when clocks change', (zone) => {
	test.each(PERIODS)('$name', ({ value }) => {
		for (const now of MOMENTS) {
			const at = new Date(now).toISOString();
			const expected = expectedDays(value, dateIn(zone, now));
			expect({ at, ...daysOfPeriod(value, now, zone) }).toEqual({ at, ...expected });
		}
	});

	test.each(PERIODS)('$name: the moments are those whose date is one of the days', ({ value }) => {
		for (const now of MOMENTS.filter((_, index) => index % 12 === 0)) {
			const days = daysOfPeriod(value, now, zone);
			const { from, to } = momentsOf(days, zone);
			const dates = [from - 1, from, to - 1, to].map((ms) => dateIn(zone, ms));
			expect(dates).toEqual([before(days.first, 1), days.first, days.last, before(days.last, -1)]);
		}
	});
});

test('a day on which clocks change is not 24 hours long', () => {
	const hours = (day: string, zone: string) => {
		const { from, to } = momentsOf({ first: day, last: day }, zone);
		return (to - from) / HOUR;
	};
	expect(hours('2026-03-08', 'America/New_York')).toBe(23);
	expect(hours('2026-11-01', 'America/Los_Angeles')).toBe(25);
	expect(hours('2026-03-08', 'Asia/Kolkata')).toBe(24);
});

test('a zone where midnight itself is skipped', () => {
	const { from } = momentsOf({ first: '2026-03-08', last: '2026-03-08' }, 'America/Havana');
	expect(DateTime.fromMillis(from, { zone: 'America/Havana' }).toISO()).toBe(
		'2026-03-08T01:00:00.000-04:00',
	);
});

test('a zone where midnight comes twice: the day begins with the first', () => {
	const days = { first: '2026-11-01', last: '2026-11-01' };
	const { from, to } = momentsOf(days, 'America/Havana');
	expect(new Date(from).toISOString()).toBe('2026-11-01T04:00:00.000Z');
	expect((to - from) / HOUR).toBe(25);
});

test('a day that a zone has skipped has no moments', () => {
	const { from, to } = momentsOf({ first: '2011-12-30', last: '2011-12-30' }, 'Pacific/Apia');
	expect(new Date(from).toISOString()).toBe('2011-12-30T10:00:00.000Z');
	expect(to).toBe(from);
});
