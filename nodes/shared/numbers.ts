/**
 * How many percent of a whole a part is, with one decimal. It is 100 only for all of it: 1999 of 2000
 * are 99.9 %.
 */
export function percentOf(part: number, whole: number): number {
	const percent = Math.round((part / whole) * 1000) / 10;
	return part < whole ? Math.min(percent, 99.9) : percent;
}

/** A double holds this many decimal digits without rounding. */
const EXACT_DIGITS = 15;

/**
 * The number that a text shows.
 *
 * @returns undefined where it shows none, or one with more digits than a number can hold
 */
export function exactNumber(text: string): number | undefined {
	const number = text.trim() === '' ? NaN : Number(text);
	const [mantissa = ''] = text.toLowerCase().split('e');
	const digits = mantissa.replace(/\D/g, '').replace(/^0+|0+$/g, '');
	return Number.isFinite(number) && digits.length <= EXACT_DIGITS ? number : undefined;
}
