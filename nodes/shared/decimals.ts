import { exactNumber } from './numbers';

/** A decimal number that is never rounded: `units` divided by ten to the power of `places`. */
export interface Decimal {
	units: bigint;
	places: number;
}

export const ZERO: Decimal = { units: 0n, places: 0 };

/** An amount as services write it, such as 12, `-0.5`, `1234.50` or 1e-7. */
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

/**
 * The decimal number that a text or a number shows.
 *
 * @returns undefined where it shows none: null, an empty text, `$12`, `1,234`
 */
export function toDecimal(value: unknown): Decimal | undefined {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	const [, sign = '', whole, fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
	if (whole === undefined) return undefined;
	const places = fraction.length - Number(exponent);
	const units = BigInt(`${sign}${whole}${fraction}`);
	return places < 0 ? { units: units * 10n ** BigInt(-places), places: 0 } : { units, places };
}

const unitsAt = ({ units, places }: Decimal, finer: number) =>
	units * 10n ** BigInt(finer - places);

/** The sum of two amounts. Adding numbers up would drift: 0.1 + 0.2 is 0.30000000000000004. */
export function plus(a: Decimal, b: Decimal): Decimal {
	const places = Math.max(a.places, b.places);
	return { units: unitsAt(a, places) + unitsAt(b, places), places };
}

export const minus = (a: Decimal, b: Decimal): Decimal => plus(a, { ...b, units: -b.units });

/**
 * Shares an amount out in proportion to weights, to the cent or finer. What rounding leaves goes to
 * the last one, so that the shares add up to the amount.
 *
 * @param weights none below zero; where all are zero, the last one gets it all
 */
export function shareOut(amount: Decimal, weights: Decimal[]): Decimal[] {
	const places = Math.max(amount.places, 2);
	const finest = Math.max(0, ...weights.map((weight) => weight.places));
	const parts = weights.map((weight) => unitsAt(weight, finest));
	const whole = parts.reduce((sum, part) => sum + part, 0n);
	let left = unitsAt(amount, places);
	const total = left;
	return parts.map((part, index) => {
		const isLast = index === parts.length - 1;
		const units = isLast ? left : whole === 0n ? 0n : (total * part) / whole;
		left -= units;
		return { units, places };
	});
}

/** A decimal number for an output: a number, or a text where a number would round it. */
export function decimalValue({ units, places }: Decimal): number | string {
	const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
	const whole = digits.slice(0, digits.length - places);
	const fraction = digits.slice(digits.length - places);
	const text = `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
	return exactNumber(text) ?? text;
}
