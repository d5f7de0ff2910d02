import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from '../../../shared/json';
import { isReturned } from '../../api/sales';
import { shortHash } from './seenLeads';

/** The parts of a lead that can change, by their values in the filter Lead Changes. */
export const LEAD_PARTS = ['status', 'buyers', 'return'] as const;

type LeadPart = (typeof LEAD_PARTS)[number];

/** In characters of six bits. With 24 bits, one change in 16 million is missed. */
const PART_LENGTH = 4;

/** The length of a lead's mark, in characters. */
export const MARK_LENGTH = LEAD_PARTS.length * PART_LENGTH;

const stateOf: Record<LeadPart, (lead: IDataObject) => unknown> = {
	status: ({ status, error_code }) => [status, error_code],
	buyers: ({ buyers }) =>
		objectsIn(buyers)
			.map(({ id, status, error_code, sell_price }) =>
				JSON.stringify([id, status, error_code, sell_price]),
			)
			// Sorted, because another order of the buyers is not a change.
			.sort(),
	return: (lead) => [isReturned(lead), lead.return_reason ?? ''],
};

/** A short text that stands for a lead's state. It has one hash for each part. */
export const markOf = (lead: IDataObject) =>
	LEAD_PARTS.map((part) => shortHash(JSON.stringify(stateOf[part](lead)), PART_LENGTH)).join('');

/** The parts in which two marks differ. */
export const changedParts = (before: string, after: string): LeadPart[] =>
	LEAD_PARTS.filter((_, index) => {
		const part = (mark: string) => mark.slice(index * PART_LENGTH, (index + 1) * PART_LENGTH);
		return part(before) !== part(after);
	});
