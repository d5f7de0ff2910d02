import type { IDataObject } from 'n8n-workflow';
import { asObject, isObject } from '../../../shared/json';
import { MARGIN_MS, type Memory } from './memory';

/** A memory with what goes with it when it is saved. */
export interface MemoryOfAccount {
	/** The account's mark. Undefined where it was saved before there were marks. */
	account: string | undefined;
	memory: Memory;
	/** The n8n processes that hand out deliveries, as this one knows them. */
	processes: ReadonlyMap<string, OtherProcess>;
}

export interface OtherProcess {
	/** When it saved last, by its own clock. */
	savedAt: number;
	/**
	 * The service's time up to which it had listed then: what it had handed out by then is known.
	 * Undefined where it has only published the workflow.
	 */
	upTo: number | undefined;
}

/**
 * As JSON, for n8n's static data.
 *
 * @param before a time of the service: the next process begins to read before it
 */
export const toSaved = (
	{ account, memory, processes }: MemoryOfAccount,
	before: number,
): IDataObject => ({
	account,
	seen: Object.fromEntries(memory.seen),
	floor: memory.begin,
	forgottenUpTo: memory.forgottenUpTo,
	listedUpTo:
		memory.listedUpTo === undefined ? null : Math.min(memory.listedUpTo, Math.ceil(before) - 1),
	processes: Object.fromEntries(
		[...processes].map(([id, { savedAt, upTo }]) => [id, [savedAt, upTo ?? null]]),
	),
});

export function fromSaved(saved: unknown): MemoryOfAccount | undefined {
	if (!isObject(saved) || !isObject(saved.seen)) return undefined;
	const seen = numbersIn(saved.seen);
	const begin = Number(saved.floor ?? 0);
	const forgottenUpTo = Number(saved.forgottenUpTo ?? 0);
	return {
		account: typeof saved.account === 'string' ? saved.account : undefined,
		memory: { seen, begin, forgottenUpTo, listedUpTo: listedUpTo(saved, seen, begin) },
		processes: processesIn(saved.processes),
	};
}

const numbersIn = (saved: unknown) =>
	new Map(isObject(saved) ? Object.entries(saved).map(([id, at]) => [id, Number(at)]) : []);

function processesIn(saved: unknown): Map<string, OtherProcess> {
	const processes = new Map<string, OtherProcess>();
	for (const [id, value] of Object.entries(asObject(saved))) {
		if (!Array.isArray(value)) continue;
		const [savedAt, upTo] = value;
		processes.set(id, {
			savedAt: Number(savedAt),
			upTo: typeof upTo === 'number' ? upTo : undefined,
		});
	}
	return processes;
}

/** Before there was this field, every memory came of a list that had been followed. */
function listedUpTo(saved: IDataObject, seen: Memory['seen'], begin: number): number | undefined {
	if (saved.listedUpTo === undefined) return Math.max(begin, ...seen.values()) - MARGIN_MS;
	return saved.listedUpTo === null ? undefined : Number(saved.listedUpTo);
}
