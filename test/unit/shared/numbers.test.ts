import { exactNumber, percentOf } from '../../../nodes/shared/numbers';

test.each([
	['0', 0],
	[' 12 ', 12],
	['-1.5', -1.5],
	['1e3', 1000],
	['2E-3', 0.002],
	['0x10', 16],
	['123456789012345', 123456789012345],
	['0.00123456789012345', 0.00123456789012345],
	['000123456789012345', 123456789012345],
	['12345678901234500000', 12345678901234500000],
	['-123456789012345', -123456789012345],
	['1.23456789012345e100', 1.23456789012345e100],
	['2.3e-308', 2.3e-308],
	['0e-400', 0],
])('%j is a number', (text, number) => {
	expect(exactNumber(text)).toBe(number);
});

test.each(['', '  ', 'a', '1a', '1,5', '1 000', 'NaN', 'Infinity', '1e999'])(
	'%j shows no number',
	(text) => {
		expect(exactNumber(text)).toBeUndefined();
	},
);

test.each(['1234567890123456', '0.1234567890123456', '-1234567890123456', '1000000000000001e5'])(
	'%j has more digits than a number can hold',
	(text) => {
		expect(exactNumber(text)).toBeUndefined();
	},
);

test.each(['1e-400', '-1e-400', '1.5e-323', '1.23456789012345e-310'])(
	'%j is too close to zero for a number',
	(text) => {
		expect(exactNumber(text)).toBeUndefined();
	},
);

test.each([
	[1, 3, 33.3],
	[1999, 2000, 99.9],
	[2000, 2000, 100],
	[0, 5, 0],
])('%i of %i are %d %%', (part, whole, percent) => {
	expect(percentOf(part, whole)).toBe(percent);
});
