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
