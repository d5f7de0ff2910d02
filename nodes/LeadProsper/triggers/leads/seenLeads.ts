import type { IDataObject } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { asObject } from '../../../shared/json';

/** What is remembered of one lead. */
export interface SeenLead {
	/** When it came, in milliseconds since 1970; once packed, to five minutes. */
	at: number;
	/** Text of a fixed length that stands for its state; '' where only the id counts. */
	mark: string;
}

/** By `leadKey`. */
export type SeenLeads = Map<string, SeenLead>;

/**
 * 60 bits of an id: that one of a million remembered leads has the key of another has a chance of
 * one in two millions.
 */
const KEY_LENGTH = 10;

const BUCKET_MS = 5 * 60_000;

/** The beginning of a SHA-256, six bits a character. */
export const shortHash = (text: string, length: number) =>
	createHash('sha256').update(text).digest('base64url').slice(0, length);

export const leadKey = ({ id }: IDataObject) => shortHash(String(id), KEY_LENGTH);

/**
 * Leads as small as they get in JSON: one text for each five minutes that have any, in which keys
 * and marks follow each other without anything in between.
 */
export function pack(leads: SeenLeads): Record<string, string> {
	const buckets: Record<string, string> = {};
	for (const [key, { at, mark }] of leads) {
		const bucket = Math.floor(at / BUCKET_MS).toString(36);
		buckets[bucket] = (buckets[bucket] ?? '') + key + mark;
	}
	return buckets;
}

/** The other way. @param markLength of the marks that were packed */
export function unpack(packed: unknown, markLength: number): SeenLeads {
	const leads: SeenLeads = new Map();
	const length = KEY_LENGTH + markLength;
	for (const [bucket, value] of Object.entries(asObject(packed))) {
		const text = String(value);
		const at = (parseInt(bucket, 36) + 1) * BUCKET_MS - 1;
		for (let start = 0; start < text.length; start += length) {
			const mark = text.slice(start + KEY_LENGTH, start + length);
			leads.set(text.slice(start, start + KEY_LENGTH), { at, mark });
		}
	}
	return leads;
}

/** Forgets leads that came before a time. */
export function forgetBefore(leads: SeenLeads, from: number): void {
	for (const [key, { at }] of leads) if (at < from) leads.delete(key);
}
