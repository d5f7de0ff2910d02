/** Small readings of what Lead Prosper answers, some of them guesses. */
import { toRows } from '../../../nodes/LeadProsper/actions/analytics/output';
import { toRecordId } from '../../../nodes/LeadProsper/api/recordId';
import { partyName, withoutSupplierKeys } from '../../../nodes/LeadProsper/api/campaigns';
import { capColumns, isCounted, readCaps } from '../../../nodes/LeadProsper/api/caps';
import { isSubId, leadFieldsOf } from '../../../nodes/LeadProsper/api/leadFields';
import { leadProsper } from '../../../nodes/LeadProsper/api/service';
import { daysOf } from '../../../nodes/LeadProsper/fields/dateRange';

test.each([
	['21624', 21624],
	['0', 0],
	['007', '007'],
	['1e3', '1e3'],
	['12345678901234567890', '12345678901234567890'],
	['abc', 'abc'],
])('toRecordId(%j) is %j', (id, expected) => {
	expect(toRecordId(id)).toBe(expected);
});

describe('caps', () => {
	const cap = (type: string, limit: number, used: string) => ({ type, limit, used });

	test('none', () => {
		expect(capColumns({ caps: [] })).toEqual({
			cap: null,
			cap_limit: null,
			cap_used: null,
			cap_percent: null,
		});
	});

	test('one that is all but full is not at 100 %', () => {
		const caps = { leads: [cap('day', 2000, '1999')] };
		expect(capColumns({ caps }).cap_percent).toBe(99.9);
	});

	test('each, with the fullest first; without a limit there is no percentage', () => {
		const caps = {
			leads: [cap('day', 50, '10'), cap('month', 300, '200')],
			budget: [cap('day', 0, '0')],
		};
		expect(capColumns({ caps })).toEqual({
			cap: 'leads_month',
			cap_limit: 300,
			cap_used: 200,
			cap_percent: 66.7,
			leads_day_limit: 50,
			leads_day_used: 10,
			leads_day_percent: 20,
			leads_month_limit: 300,
			leads_month_used: 200,
			leads_month_percent: 66.7,
			budget_day_limit: 0,
			budget_day_used: 0,
			budget_day_percent: null,
		});
	});

	test('of several of one kind and type the fullest, in the place of the first', () => {
		const caps = { leads: [cap('day', 0, '9'), cap('total', 10, '9'), cap('day', 50, '10')] };
		expect(Object.entries(capColumns({ caps })).slice(4, 8)).toEqual([
			['leads_day_limit', 50],
			['leads_day_used', 10],
			['leads_day_percent', 20],
			['leads_total_limit', 10],
		]);
	});

	test.each([
		[{ limit: 10, used: '9' }, { limit: 10, used: 9 }, true],
		[{ limit: '10', used: 0 }, { limit: 10, used: 0 }, true],
		[{ limit: 0, used: '9' }, { limit: 0, used: 9 }, false],
		[{ limit: null, used: '9' }, { limit: null, used: 9 }, false],
		[{ used: '9' }, { limit: null, used: 9 }, false],
		[{ limit: 10, used: 'many' }, { limit: 10, used: null }, false],
		[{ limit: 10 }, { limit: 10, used: null }, false],
	])('%j is counted or not', (entry, numbers, counted) => {
		const [read] = readCaps({ caps: { leads: [{ type: 'day', ...entry }] } });
		expect(read).toEqual({ kind: 'leads', type: 'day', nth: 0, ...numbers });
		expect(isCounted(read)).toBe(counted);
	});
});

test('a campaign’s fields are texts or objects; what has no name is left out', () => {
	const fields = ['email', { name: 'state', required: 1, values: ['NY', 'NJ'] }, {}, null, ' '];
	expect(leadFieldsOf({ fields })).toEqual([
		{ name: 'email', required: false },
		{ name: 'state', required: true, values: ['NY', 'NJ'] },
	]);
	expect(leadFieldsOf({})).toEqual([]);
});

test.each([
	['lp_subid1', true],
	['lp_subid12', true],
	['lp_key', false],
	['my_lp_subid1', false],
])('isSubId(%j) is %j', (name, expected) => {
	expect(isSubId(name)).toBe(expected);
});

test('partyName', () => {
	expect(partyName({ nickname: 'Nick', client_name: 'Client' })).toBe('Nick');
	expect(partyName({ nickname: '', client_name: 'Client' })).toBe('Client');
	expect(partyName({ nickname: null, client_name: 'Client' })).toBe('Client');
});

test('withoutSupplierKeys leaves the rest, and the campaign itself, as it was', () => {
	const supplier = { id: 1, hash: 'secret', api_specs_url: 'https://x/?hash=secret', more: true };
	const campaign = { id: 2, suppliers: [supplier], buyers: [] };
	expect(withoutSupplierKeys(campaign)).toEqual({
		id: 2,
		suppliers: [{ id: 1, more: true }],
		buyers: [],
	});
	expect(supplier.hash).toBe('secret');
	expect(withoutSupplierKeys({ id: 2 })).toEqual({ id: 2 });
});

test('rows of a campaign without suppliers or buyers', () => {
	const entry = { campaign: { id: 1, name: 'A', profit: 2 } };
	expect(toRows(entry, 'campaigns', { date: 'd' })).toEqual([
		{ campaign_id: 1, campaign_name: 'A', date: 'd', profit: 2 },
	]);
	expect(toRows(entry, 'suppliers', {})).toEqual([]);
	expect(toRows({ ...entry, buyers: null }, 'buyers', {})).toEqual([]);
});

test.each([
	['2026-03-01', '2026-03-01', ['2026-03-01']],
	['2024-02-28', '2024-03-01', ['2024-02-28', '2024-02-29', '2024-03-01']],
	['2025-12-31', '2026-01-01', ['2025-12-31', '2026-01-01']],
])('the days from %s to %s', (start_date, end_date, days) => {
	expect(daysOf({ start_date, end_date })).toEqual(days);
});

describe('errors in Lead Prosper’s words', () => {
	test.each([
		[
			{ status: 'error', message: 'Buyer is already paused', details: null },
			'Buyer is already paused',
		],
		[
			{ message: 'Invalid.', errors: { a: ['One.'], b: ['Two.', 'Invalid.'] } },
			'Invalid. One. Two.',
		],
		[{ errors: { a: ['One.'] } }, 'One.'],
		[{ message: '' }, undefined],
		[{}, undefined],
		[undefined, undefined],
		['<html>', undefined],
	])('%j', (body, text) => {
		expect(leadProsper.errorText(body)).toBe(text);
	});
});
