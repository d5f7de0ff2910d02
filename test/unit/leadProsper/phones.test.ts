import { hasPhone, phoneDigits } from '../../../nodes/LeadProsper/api/phones';

test.each([
	['2125550100', '2125550100'],
	[2125550100, '2125550100'],
	['+1 (212) 555-0100', '2125550100'],
	['1.212.555.0100', '2125550100'],
	['212/555-0100', '2125550100'],
	['+49 30 1234567', '49301234567'],
	// Not a country code: the number has ten digits in all.
	['1212555010', '1212555010'],
	['5550100', '5550100'],
])('%j has the digits %s', (value, digits) => {
	expect(phoneDigits(value)).toBe(digits);
});

test.each([[''], [null], [undefined], ['555010'], ['555-0100 ext. 5'], ['call me'], [{}], [true]])(
	'%j is no phone number',
	(value) => {
		expect(phoneDigits(value)).toBeUndefined();
	},
);

test('a lead has it in any of its fields', () => {
	expect(hasPhone({ lead_data: { zip: '10001', cell: '(212) 555-0100' } }, '2125550100')).toBe(
		true,
	);
	expect(hasPhone({ lead_data: { phone: '212 555 0101' } }, '2125550100')).toBe(false);
	expect(hasPhone({}, '2125550100')).toBe(false);
	expect(hasPhone({ lead_data: 'secret' }, '2125550100')).toBe(false);
});
