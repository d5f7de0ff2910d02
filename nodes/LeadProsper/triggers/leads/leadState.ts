import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from '../../../shared/json';
import { shortHash } from './seenLeads';

/** What of a lead can change, as the filter Lead Changes names it. */
export const LEAD_PARTS = ['status', 'buyers', 'return'] as const;

type LeadPart = (typeof LEAD_PARTS)[number];

/** 24 bits: a change has a chance of one in 16 millions to be overlooked. */
const PART_LENGTH = 4;

export const MARK_LENGTH = LEAD_PARTS.length * PART_LENGTH;

export const isReturned = ({ returned }: IDataObject) => Boolean(returned);

const stateOf: Record<LeadPart, (lead: IDataObject) => unknown> = {
	status: ({ status, error_code }) => [status, error_code],
	buyers: ({ buyers }) =>
		objectsIn(buyers)
			.map(({ id, status, error_code, sell_price }) =>
				JSON.stringify([id, status, error_code, sell_price]),
			)
			// Their order says nothing.
			.sort(),
	return: (lead) => [isReturned(lead), lead.return_reason ?? ''],
};

/** A lead's state in short: one hash for each part. */
export const markOf = (lead: IDataObject) =>
	LEAD_PARTS.map((part) => shortHash(JSON.stringify(stateOf[part](lead)), PART_LENGTH)).join('');

/** The parts in which two marks differ. */
export const changedParts = (before: string, after: string): LeadPart[] =>
	LEAD_PARTS.filter((_, index) => {
		const part = (mark: string) => mark.slice(index * PART_LENGTH, (index + 1) * PART_LENGTH);
		return part(before) !== part(after);
	});
