import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import { MARGIN_MS, type Memory } from './memory';

/** A memory, and the mark of the account it is of. Undefined: it was saved before there were marks. */
export interface Kept {
	account: string | undefined;
	memory: Memory;
}

/** As JSON, for n8n's static data. */
export const toSaved = ({ account, memory: { seen, floor, listedUpTo } }: Kept): IDataObject => ({
	account,
	seen: Object.fromEntries(seen),
	floor,
	listedUpTo: listedUpTo ?? null,
});

export function fromSaved(saved: unknown): Kept | undefined {
	if (!isObject(saved) || !isObject(saved.seen)) return undefined;
	const seen = new Map(Object.entries(saved.seen).map(([id, at]) => [id, Number(at)]));
	const floor = Number(saved.floor ?? 0);
	const account = typeof saved.account === 'string' ? saved.account : undefined;
	return { account, memory: { seen, floor, listedUpTo: listedUpTo(saved, seen, floor) } };
}

/** Before there was this field, every memory came of a list that had been followed. */
function listedUpTo(saved: IDataObject, seen: Memory['seen'], floor: number): number | undefined {
	if (saved.listedUpTo === undefined) return Math.max(floor, ...seen.values()) - MARGIN_MS;
	return saved.listedUpTo === null ? undefined : Number(saved.listedUpTo);
}
