import { sleep } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import { triggerKey, type TriggerContext } from '../../shared/trigger';
import { accountMark } from './account';
import type { Listing } from './flowEvent';
import { merged, type Memory } from './memory';
import { fromSaved, toSaved, type Kept } from './saved';

/**
 * Where a trigger's memory is kept: twice. In this module, for the life of the process: this copy is
 * never behind, whatever comes at the same moment. And in n8n's static data, which survives a
 * restart, but which each execution loads for itself and saves without a lock: a save can be
 * overtaken by an older one, and several n8n processes don't see each other's. So the two are always
 * merged; what one has lost the other gives back.
 */
export interface Notebook {
	/** What is remembered of this account; undefined if the trigger has never run with it. */
	recall(): Memory | undefined;
	/** Cheaper than `recall`: most deliveries of a burst ask no more than this. */
	hasSeen(id: string): boolean;
	/** n8n saves the static data after the hook, the delivery or the poll that this is called in. */
	remember(memory: Memory): void;
	/**
	 * The memory that a listing continues; undefined if it continues none. That may be one of another
	 * mark: it is of the same account if it knows one of the listed events. Then the account has a new
	 * key, and what was missed meanwhile is not lost.
	 */
	continuedBy(listing: Listing | undefined): Memory | undefined;
}

const ofThisProcess = new Map<string, Kept>();

/** @param markOf how the account is told; the credential is read for it unless a recent one will do */
export async function openNotebook(
	context: TriggerContext,
	markOf = accountMark,
): Promise<Notebook> {
	const account = await markOf(context);
	const key = triggerKey(context);
	const staticData = () => context.getWorkflowStaticData('node');
	const isOwn = (kept: { account?: unknown }) => (kept.account ?? account) === account;

	function copies(): Kept[] {
		const both = [fromSaved(staticData().memory), ofThisProcess.get(key)];
		return both.filter((kept) => kept !== undefined);
	}

	function recall(): Memory | undefined {
		const [first, ...more] = copies().filter(isOwn);
		return first && more.reduce((memory, copy) => merged(memory, copy.memory), first.memory);
	}

	function remember(memory: Memory) {
		const kept = { account, memory };
		ofThisProcess.set(key, kept);
		staticData().memory = toSaved(kept);
	}

	function continuedBy(listing: Listing | undefined): Memory | undefined {
		const memory = recall();
		if (memory) return memory.listedUpTo === undefined ? undefined : memory;
		const other = copies().find((copy) =>
			listing?.events.some(({ id, at }) => copy.memory.seen.get(id) === at),
		)?.memory;
		if (other) remember(other);
		return other?.listedUpTo === undefined ? undefined : other;
	}

	function hasSeen(id: string): boolean {
		const kept = ofThisProcess.get(key);
		if (kept && isOwn(kept) && kept.memory.seen.has(id)) return true;
		const { memory } = staticData();
		if (!isObject(memory) || !isOwn(memory)) return false;
		return isObject(memory.seen) && Object.hasOwn(memory.seen, id);
	}

	return { recall, hasSeen, remember, continuedBy };
}

/** After so many milliseconds: at once, and later should n8n be busy. */
const MARK_AGAIN_MS = [0, 20, 200];

/**
 * To be called, and not waited for, as a delivery starts the workflow. Newer versions of n8n 2 (2.41
 * for one) make a second workflow object of the same static data before they save them, which resets
 * the mark that they have changed: they would never be saved. So they are marked again; where n8n
 * keeps the mark this changes nothing.
 */
export async function markAgain(context: TriggerContext): Promise<void> {
	const data = context.getWorkflowStaticData('node');
	for (const ms of MARK_AGAIN_MS) {
		await sleep(ms);
		Object.assign(data, { memory: data.memory });
	}
}
