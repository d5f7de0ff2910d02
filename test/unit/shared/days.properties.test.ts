import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import type { INode } from 'n8n-workflow';
import { toDate } from '../../../nodes/shared/fields/dates';
import { daysOfPeriod, momentsOf, PERIODS, type Days } from '../../../nodes/shared/fields/period';

const node = { name: 'Node', type: 'test', typeVersion: 1 } as INode;
const DAY = 24 * 60 * 60_000;

const HOUR = 60 * 60_000;

/** When clocks were changed: by an hour or half of one, also at midnight. Apia skipped a whole day. */
const CHANGES = [
	['America/Havana', '2026-03-08T05:00Z'],
	['America/Havana', '2026-11-01T05:00Z'],
	['America/Los_Angeles', '2026-03-08T10:00Z'],
	['America/Los_Angeles', '2026-11-01T09:00Z'],
	['America/New_York', '2026-03-08T07:00Z'],
	['America/New_York', '2026-11-01T06:00Z'],
	['America/Sao_Paulo', '2018-02-18T02:00Z'],
	['America/Sao_Paulo', '2018-11-04T03:00Z'],
	['Australia/Lord_Howe', '2026-04-04T15:00Z'],
	['Australia/Lord_Howe', '2026-10-03T15:30Z'],
	['Pacific/Apia', '2011-12-30T10:00Z'],
] as const;
const ZONES = [...new Set(CHANGES.map(([zone]) => zone)), 'Asia/Kolkata', 'UTC'];
const zones = fc.constantFrom(...ZONES);

const since = (year: number) =>
	fc.integer({ min: Date.UTC(year, 0, 1), max: Date.UTC(2100, 0, 1) });
const around = (distance: number) => fc.integer({ min: -distance, max: distance });

interface Place {
	ms: number;
	zone: string;
}

/** Any moment in any of the zones, and often one near a change of clocks. */
const placesSince = (year: number): fc.Arbitrary<Place> =>
	fc.oneof(
		fc.record({ ms: since(year), zone: zones }),
		fc
			.tuple(fc.constantFrom(...CHANGES), fc.oneof(around(HOUR), around(2 * DAY)))
			.map(([[zone, change], distance]) => ({ ms: Date.parse(change) + distance, zone })),
	);
const places = placesSince(2000);

const formats = new Map(
	ZONES.map((timeZone) => [
		timeZone,
		new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }),
	]),
);
/** The date on the wall, without Luxon. */
const dateIn = (zone: string, ms: number) => formats.get(zone)?.format(ms) ?? '';

/** So many days later, counted without any time zone. */
const later = (date: string, days: number) =>
	new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** How many days, counted without any time zone. */
const countOf = ({ first, last }: Days) => (Date.parse(last) - Date.parse(first)) / DAY + 1;

const RUNS = { numRuns: 300 };

test('a moment has the date on the wall, in each form that it comes in', () => {
	fc.assert(
		fc.property(placesSince(1850), zones, ({ ms, zone }, otherZone) => {
			const forms = [
				new Date(ms),
				new Date(ms).toISOString(),
				DateTime.fromMillis(ms, { zone }),
				DateTime.fromMillis(ms, { zone: otherZone }),
			];
			const dates = forms.map((form) => toDate(node, 0, 'Start Date', form, zone));
			expect(dates).toEqual(forms.map(() => dateIn(zone, ms)));
		}),
		RUNS,
	);
});

test('a period is so many whole days, and ends before or with today', () => {
	fc.assert(
		fc.property(places, fc.constantFrom(...PERIODS), ({ ms: now, zone }, { value }) => {
			const days = daysOfPeriod(value, now, zone);
			const { first, last } = days;
			const today = dateIn(zone, now);
			const expected = {
				last30Days: [30, later(today, -1)],
				last7Days: [7, later(today, -1)],
				lastMonth: [Number(last.slice(8)), later(`${today.slice(0, 7)}-01`, -1)],
				thisMonth: [Number(today.slice(8)), today],
				today: [1, today],
				yesterday: [1, later(today, -1)],
			}[value];
			expect([countOf(days), last]).toEqual(expected);
			if (value.endsWith('Month')) expect(first).toBe(`${last.slice(0, 7)}-01`);
		}),
		RUNS,
	);
});

test('a moment is in the moments of its day, and in those of no other', () => {
	fc.assert(
		fc.property(places, ({ ms, zone }) => {
			const day = dateIn(zone, ms);
			const isIn = (date: string) => {
				const { from, to } = momentsOf({ first: date, last: date }, zone);
				return from <= ms && ms < to;
			};
			expect([later(day, -1), day, later(day, 1)].map(isIn)).toEqual([false, true, false]);
		}),
		RUNS,
	);
});

test('the moments of days that follow each other leave no gap and do not overlap', () => {
	fc.assert(
		fc.property(places, fc.nat(6), ({ ms, zone }, count) => {
			const first = dateIn(zone, ms);
			const last = later(first, count);
			const days = Array.from({ length: count + 1 }, (_, index) => later(first, index));
			const each = days.map((day) => momentsOf({ first: day, last: day }, zone));
			expect(each.slice(1).map(({ from }) => from)).toEqual(each.slice(0, -1).map(({ to }) => to));
			const whole = momentsOf({ first, last }, zone);
			expect(whole).toEqual({ from: each.at(0)?.from, to: each.at(-1)?.to });
		}),
	);
});
