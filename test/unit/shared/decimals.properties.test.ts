import * as fc from 'fast-check';
import { decimalValue, plus, shareOut, toDecimal, ZERO } from '../../../nodes/shared/decimals';

const PLACES = 12;

/** An amount in units of 10^-12, and one of the texts that show it. */
const amounts = fc
	.record({
		units: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
		zerosLess: fc.nat(PLACES),
	})
	.map(({ units, zerosLess }) => {
		const digits = String(units < 0n ? -units : units).padStart(PLACES + 1, '0');
		const fraction = digits.slice(-PLACES);
		const shortest = fraction.replace(new RegExp(`0{0,${zerosLess}}$`), '');
		return { units, text: `${units < 0n ? '-' : ''}${digits.slice(0, -PLACES)}.${shortest}` };
	});

const decimal = (text: string) => toDecimal(text) ?? fail(text);

function fail(text: string): never {
	throw new Error(`${text} is no decimal number`);
}

/** What a decimal number shows, in units of 10^-12. */
function unitsOf(value: number | string): bigint {
	const { units, places } = decimal(String(value));
	return units * 10n ** BigInt(PLACES - places);
}

test('sums are exact', () => {
	fc.assert(
		fc.property(fc.array(amounts), (summands) => {
			const sum = summands.map(({ text }) => decimal(text)).reduce(plus, ZERO);
			const expected = summands.reduce((total, { units }) => total + units, 0n);
			expect(unitsOf(decimalValue(sum))).toBe(expected);
		}),
	);
});

test('an amount is put out as it came in, however small or large', () => {
	const texts = fc
		.tuple(fc.bigInt({ min: 1n, max: 10n ** 20n }), fc.integer({ min: -400, max: 400 }))
		.map(([units, exponent]) => `${units}e${exponent}`);
	fc.assert(
		fc.property(texts, (text) => {
			const [before, after] = [decimal(text), decimal(String(decimalValue(decimal(text))))];
			const finest = Math.max(before.places, after.places);
			const [one, other] = [before, after].map(
				({ units, places }) => units * 10n ** BigInt(finest - places),
			);
			expect(one).toBe(other);
		}),
	);
});

test('shares add up to the amount', () => {
	const weights = fc.array(fc.nat(10_000).map(String), { minLength: 1, maxLength: 20 });
	fc.assert(
		fc.property(amounts, weights, ({ text, units }, parts) => {
			const shares = shareOut(decimal(text), parts.map(decimal));
			expect(shares).toHaveLength(parts.length);
			expect(unitsOf(decimalValue(shares.reduce(plus, ZERO)))).toBe(units);
		}),
	);
});
