import * as fc from 'fast-check';
import { daysOf } from '../../../nodes/LeadProsper/fields/dateRange';

const DAY = 24 * 60 * 60_000;
const dateOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);

test('a range has each of its days, in order', () => {
	const LAST_DAY = Date.UTC(2100, 0, 1) / DAY;
	fc.assert(
		fc.property(fc.nat(LAST_DAY), fc.integer({ min: 1, max: 60 }), (first, count) => {
			const range = { start_date: dateOf(first), end_date: dateOf(first + count - 1) };
			const expected = Array.from({ length: count }, (_, index) => dateOf(first + index));
			expect(daysOf(range)).toEqual(expected);
		}),
	);
});
