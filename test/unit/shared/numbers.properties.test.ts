import * as fc from 'fast-check';
import { exactNumber } from '../../../nodes/shared/numbers';

/** Texts such as `-0012.50` and `7e-320`. */
const decimalTexts = fc
	.tuple(
		fc.constantFrom('', '-', '+'),
		fc.stringMatching(/^\d{1,18}$/),
		fc.option(fc.stringMatching(/^\d{1,18}$/), { nil: '' }),
		fc.option(fc.integer({ min: -400, max: 400 }), { nil: 0 }),
	)
	.map(([sign, whole, fraction, exponent]) => `${sign}${whole}.${fraction}e${exponent}`);

/** The same for all texts that show the same number: its digits, and the power of ten of the last. */
function shown(text: string): string {
	const [, sign, whole = '', fraction = '', exponent = '0'] =
		/^([+-]?)(\d+)\.?(\d*)(?:e([+-]?\d+))?$/.exec(text) ?? [];
	const digits = `${whole}${fraction}`.replace(/^0+/, '');
	const kept = digits.replace(/0+$/, '');
	const power = Number(exponent) - fraction.length + digits.length - kept.length;
	return kept === '' ? '0' : `${sign === '-' ? '-' : ''}${kept}e${power}`;
}

test('a text becomes the number that it shows, or none', () => {
	fc.assert(
		fc.property(decimalTexts, (text) => {
			const number = exactNumber(text);
			fc.pre(number !== undefined);
			expect(shown(String(number))).toBe(shown(text));
		}),
	);
});

test('a text of at most 15 digits, not too large and not too small, becomes a number', () => {
	const digits = fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 });
	fc.assert(
		fc.property(digits, fc.integer({ min: -300, max: 290 }), (whole, exponent) => {
			expect(exactNumber(`${whole}e${exponent}`)).toBeDefined();
		}),
	);
});
