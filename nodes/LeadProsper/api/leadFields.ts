import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';

/** A field of the leads of a campaign. */
export interface LeadField {
	/** Case-sensitive. */
	name: string;
	required: boolean;
	/** The only values that are allowed, where the campaign says so. */
	values?: string[];
}

/**
 * The fields of a campaign's leads. What an element of `fields` looks like is not documented: a text
 * is taken as the name, an object as what the campaign's specification page shows (a guess).
 *
 * @returns an empty list where the campaign tells none
 */
export function leadFieldsOf(campaign: IDataObject): LeadField[] {
	const { fields } = campaign;
	return (Array.isArray(fields) ? fields : []).map(leadField).filter(({ name }) => name !== '');
}

function leadField(entry: unknown): LeadField {
	if (!isObject(entry)) return { name: String(entry ?? '').trim(), required: false };
	const { name, required, values } = entry;
	return {
		name: String(name ?? '').trim(),
		required: required === true || required === 1,
		values: Array.isArray(values) && values.length > 0 ? values.map(String) : undefined,
	};
}

/** Sub-ids are taken beside a campaign's own fields; further ones than these if the campaign has them. */
export const isSubId = (name: string) => /^lp_subid\d+$/.test(name);

/**
 * The control fields of a submission, such as `lp_action` (`test` makes a test lead) and `lp_key`. All
 * begin with `lp_`.
 */
export const isSteering = (name: string) => /^lp_/i.test(name) && !isSubId(name);
