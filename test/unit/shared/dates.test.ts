import { DateTime } from 'luxon';
import type { INode } from 'n8n-workflow';
import { checkTimeZone, toDate } from '../../../nodes/shared/fields/dates';

const node = { name: 'Node', type: 'test', typeVersion: 1 } as INode;
const inNewYork = (value: unknown) => toDate(node, 0, 'Start Date', value, 'America/New_York');

describe('toDate', () => {
	test.each([
		['2025-01-31', '2025-01-31'],
		['2025-01-31T00:00:00', '2025-01-31'],
		['2025-01-31T23:59:59', '2025-01-31'],
		['2025-01-31T03:00:00Z', '2025-01-30'],
		['2025-01-31T03:00:00.123Z', '2025-01-30'],
		['2025-01-31T23:30:00-08:00', '2025-02-01'],
		['2025-01-31 23:59:59', '2025-01-31'],
		['2025-01-31 03:00:00Z', '2025-01-30'],
		// The night the clocks go back: 04:30 UTC is still the day before in New York.
		['2025-11-03T04:30:00Z', '2025-11-02'],
		['2025-11-03T05:30:00Z', '2025-11-03'],
		[new Date('2025-01-31T03:00:00Z'), '2025-01-30'],
		[DateTime.fromISO('2025-01-31T03:00:00Z'), '2025-01-30'],
		[DateTime.fromISO('2025-01-31T00:00', { zone: 'America/New_York' }), '2025-01-31'],
	])('%p is %s in New York', (value, date) => {
		expect(inNewYork(value)).toBe(date);
	});

	test.each([
		'',
		'yesterday',
		'2025-02-30',
		'31.01.2025',
		// A time, a year, a month, a week, an ordinal day: Luxon would make a day of each.
		'12',
		'10:30',
		'1030',
		'2025',
		'2025-01',
		'202501',
		'20250131',
		'2025-W05',
		'2025-031',
		'2025-01-31x',
		undefined,
		null,
		5,
		{},
		'[object Object]',
	])('%p is refused with a sentence that names the field', (value) => {
		expect(() => inNewYork(value)).toThrow(/^Start Date is not a date/);
	});

	test('a Luxon DateTime of long ago, when offsets had seconds, keeps its date', () => {
		const birthday = DateTime.fromISO('1880-05-01', { zone: 'America/New_York' });
		expect(inNewYork(birthday)).toBe('1880-05-01');
	});

	test('a Luxon DateTime that is invalid is refused', () => {
		expect(() => inNewYork(DateTime.invalid('test'))).toThrow(/^Start Date is not a date/);
	});
});

describe('checkTimeZone', () => {
	test.each([
		['America/New_York', 'America/New_York'],
		['Europe/Berlin', 'Europe/Berlin'],
		[' America/Phoenix ', 'America/Phoenix'],
		['UTC', 'UTC'],
		['Etc/UTC', 'UTC'],
		['GMT', 'UTC'],
	])('%s', (entered, used) => {
		expect(checkTimeZone(node, 0, entered)).toBe(used);
	});

	test.each(['', 'EST', 'PST8PDT', '+01:00', 'UTC+1', 'New York', 'Mars/Olympus', undefined])(
		'%p is refused',
		(entered) => {
			expect(() => checkTimeZone(node, 0, entered)).toThrow(/is not a time zone/);
		},
	);
});
