import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import { asText } from '../../shared/fields/texts';

/** Digits, and what people put between them. */
const PHONE = /^[\d\s()+./-]+$/;

/** Fewer digits are no whole phone number. */
const FEWEST_DIGITS = 7;

/**
 * The digits of a phone number, without the country code 1: `2125550100` for `+1 (212) 555-0100`.
 *
 * @returns undefined where the value is no phone number
 */
export function phoneDigits(value: unknown): string | undefined {
	const text = asText(value);
	const digits = text.replace(/\D/g, '');
	if (!PHONE.test(text) || digits.length < FEWEST_DIGITS) return undefined;
	return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

/**
 * Whether one of a lead's fields is this phone number. What the field is called is up to the campaign,
 * so all of them are looked at.
 *
 * @param digits as `phoneDigits` gives them
 */
export const hasPhone = ({ lead_data: data }: IDataObject, digits: string) =>
	isObject(data) && Object.values(data).some((value) => phoneDigits(value) === digits);
