import type { IDataObject } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { asObject } from '../../../shared/json';

/** What is remembered of one lead. */
export interface SeenLead {
	/** When it came, in milliseconds since 1970. Packing rounds it up to five minutes. */
	at: number;
	/** A text of fixed length that stands for the lead's state; empty if only the id matters. */
	mark: string;
}

/** The remembered leads, by `leadKey`. */
export type SeenLeads = Map<string, SeenLead>;

/**
 * In characters of six bits. With 60 bits, the chance that any two of a million remembered leads
 * have the same key is one in two million.
 */
const KEY_LENGTH = 10;

/** Leads are packed together with the others of the same five minutes. */
const BUCKET_MS = 5 * 60_000;

/** The first characters of a SHA-256 hash in base64url. Each character has six bits. */
export const shortHash = (text: string, length: number) =>
	createHash('sha256').update(text).digest('base64url').slice(0, length);

/** The key under which a lead is remembered. */
export const leadKey = ({ id }: IDataObject) => shortHash(String(id), KEY_LENGTH);

/**
 * Packs leads into as little JSON as possible, because n8n saves it in its database. All leads of
 * the same five minutes become one text: each lead's key and mark, one after another without
 * separators.
 *
 * @returns the texts, by the number of their five minutes since 1970 in base 36
 */
export function pack(leads: SeenLeads): Record<string, string> {
	const buckets: Record<string, string> = {};
	for (const [key, { at, mark }] of leads) {
		const bucket = Math.floor(at / BUCKET_MS).toString(36);
		buckets[bucket] = (buckets[bucket] ?? '') + key + mark;
	}
	return buckets;
}

/** Reverses `pack`. @param markLength the length of the packed marks, in characters */
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

/** Removes the leads that came before `from`, in milliseconds since 1970. */
export function forgetBefore(leads: SeenLeads, from: number): void {
	for (const [key, { at }] of leads) if (at < from) leads.delete(key);
}
