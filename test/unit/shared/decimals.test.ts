import {
	decimalValue,
	minus,
	plus,
	shareOut,
	toDecimal,
	ZERO,
	type Decimal,
} from '../../../nodes/shared/decimals';

const decimal = (value: unknown): Decimal => {
	const found = toDecimal(value);
	if (!found) throw new Error(`${String(value)} is no decimal number`);
	return found;
};

describe('an amount', () => {
	test.each([
		[12, 12],
		['399.95', 399.95],
		['-0.50', -0.5],
		['+7', 7],
		[' 1.10 ', 1.1],
		['5.', 5],
		[1e-7, 1e-7],
		[1e21, 1e21],
		['1.5e3', 1500],
		[0, 0],
		['0.00', 0],
	])('%j is %j', (value, expected) => {
		expect(decimalValue(decimal(value))).toBe(expected);
	});

	test.each([[null], [undefined], [''], [' '], ['$12'], ['1,234'], ['abc'], [NaN], [true], [{}]])(
		'%j is none',
		(value) => {
			expect(toDecimal(value)).toBeUndefined();
		},
	);

	test('that a number would round stays a text', () => {
		expect(decimalValue(decimal('12345678901234567.89'))).toBe('12345678901234567.89');
		expect(decimalValue(decimal('-0.12345678901234567'))).toBe('-0.12345678901234567');
		expect(decimalValue(decimal('1e-400'))).toBe(`0.${'0'.repeat(399)}1`);
	});
});

describe('sums', () => {
	test('do not drift', () => {
		const tenTimes = Array.from({ length: 10 }, () => decimal(0.1)).reduce(plus, ZERO);
		expect(decimalValue(tenTimes)).toBe(1);
		expect(decimalValue(plus(decimal('0.1'), decimal('0.2')))).toBe(0.3);
		expect(decimalValue(minus(decimal(4.35), decimal(4.3)))).toBe(0.05);
		expect(decimalValue(minus(decimal(1), decimal('2.5')))).toBe(-1.5);
	});

	test('hold what a number can’t', () => {
		const sum = plus(decimal('9007199254740993'), decimal('0.01'));
		expect(decimalValue(sum)).toBe('9007199254740993.01');
	});
});

describe('shares', () => {
	const shares = (amount: unknown, weights: unknown[]) =>
		shareOut(decimal(amount), weights.map(decimal)).map(decimalValue);

	test.each([
		['in proportion', 15, [10, 20], [5, 10]],
		['with what rounding leaves for the last', 10, [1, 1, 1], [3.33, 3.33, 3.34]],
		['of one', '8.75', [3], [8.75]],
		['where all are zero', 4, [0, 0], [0, 4]],
		['of nothing', 0, [2, 3], [0, 0]],
		['among nobody', 4, [], []],
		['by weights of other places', '1.001', ['0.5', 1.5], [0.25, 0.751]],
	])('%s', (_name, amount, weights, expected) => {
		expect(shares(amount, weights)).toEqual(expected);
	});
});
