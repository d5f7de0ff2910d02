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

/** Numbers closer to zero have fewer digits. */
const SMALLEST_EXACT = 2 ** -1022;

/**
 * The number that a text shows.
 *
 * @returns undefined where it shows none, or one that a number would round: it has too many digits, or
 *   is too close to zero
 */
export function exactNumber(text: string): number | undefined {
	const number = text.trim() === '' ? NaN : Number(text);
	const [mantissa = ''] = text.toLowerCase().split('e');
	const digits = mantissa.replace(/\D/g, '').replace(/^0+|0+$/g, '');
	const isTooSmall = digits !== '' && Math.abs(number) < SMALLEST_EXACT;
	const isExact = Number.isFinite(number) && digits.length <= EXACT_DIGITS && !isTooSmall;
	return isExact ? number : undefined;
}

/**
 * An amount as a number, which sheets and conditions want: the services give some as decimal texts.
 *
 * @returns null where there is none; the text itself where a number would round it
 */
export function toAmount(amount: unknown): number | string | null {
	if (amount === null || amount === undefined || amount === '') return null;
	const text = String(amount);
	return exactNumber(text) ?? (Number.isNaN(Number(text)) ? null : text);
}
