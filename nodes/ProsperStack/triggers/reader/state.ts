import type { IDataObject } from 'n8n-workflow';
import { triggerKey, type TriggerContext } from '../../../shared/trigger';
import type { FlowEvent } from '../events/flowEvent';
import type { MemoryOfAccount } from '../memory/staticData';
import type { Webhook } from '../registration/webhooks';
import { createSharedRun, type SharedRun } from './sharedRun';
import { createPace, type Pace } from './pace';
import type { Moment } from './watchService';

/** A delivered ID that neither the list nor a look-up has shown yet. */
export interface OpenDelivery {
	id: string;
	/** What its body says, which anyone can write; undefined if it is no event. */
	asSent: FlowEvent | undefined;
	/** When it was delivered first, by n8n's clock. */
	since: number;
	/** The list was known up to this time of the service then. */
	knownUpTo: number;
	lookUps: number;
	/** What the last look-up said. */
	lookUp: 'none' | 'not found' | 'failed';
}

/** An event that was read from the service and is not handed out yet. */
export interface NotedEvent {
	event: FlowEvent;
	/** To this process. If not, the list alone has shown it. */
	wasDelivered: boolean;
	/** When it was first found old enough to be taken for missed, by n8n's clock. */
	missedSince?: number;
}

/**
 * All that this process knows of one trigger. The memory in here is never behind, whatever comes at
 * the same moment; the copy in n8n's static data outlives the process, but each execution loads it
 * for itself and saves it without a lock.
 */
export interface TriggerState {
	memory: MemoryOfAccount | undefined;
	/** Static data of calls that n8n may still be about to save: they are kept up to date. */
	unsaved: Set<IDataObject>;
	/** When n8n last loaded static data for this trigger here, by its clock. */
	loadedAt: number;
	open: Map<string, OpenDelivery>;
	noted: Map<string, NotedEvent>;
	/** The newest event of the last listing, and when that listing had ended by n8n's clock. */
	newest: { at: number; readAt: number };
	/** The oldest event that was found by a look-up only, behind what was read of the list. */
	late: { at: number; foundAt: number } | undefined;
	/** Calls that look at the service for the first time, and hand out what that brings. */
	looking: number;
	/** A call waits to save what others have handed out (`memory/unrecorded.ts`). */
	isSaving: boolean;
	/** What was handed out of late, with the moments by a clock that nobody sets. */
	handedOut: Array<{ at: number; events: FlowEvent[] }>;
	/** What was saved last leaves out something that was handed out. */
	isSavedBehind: boolean;
	pace: Pace;
	read: SharedRun<boolean>;
	lookUp: SharedRun<void>;
	recentLookUps: number[];
	/** The last reading of the list. */
	hasFailed: boolean;
	/** When the reading of the list that is under way began. */
	readingSince: Moment | undefined;
	/** The account as the credential last told. */
	account: { mark: string; credential: string; at: number } | undefined;
	/** The account's webhooks, handed over from one hook to the next. */
	webhooks: { url: string; list: Webhook[]; at: number } | undefined;
	endedAt: number | undefined;
}

const create = (pace = createPace()): TriggerState => ({
	memory: undefined,
	unsaved: new Set(),
	loadedAt: 0,
	open: new Map(),
	noted: new Map(),
	newest: { at: 0, readAt: 0 },
	late: undefined,
	looking: 0,
	isSaving: false,
	handedOut: [],
	isSavedBehind: false,
	pace,
	read: createSharedRun(() => pace.wait()),
	lookUp: createSharedRun(),
	recentLookUps: [],
	hasFailed: false,
	readingSince: undefined,
	account: undefined,
	webhooks: undefined,
	endedAt: undefined,
});

const states = new Map<string, TriggerState>();

/** n8n may still be saving what a delivery has handed out just before the trigger ended. */
const LINGERS_MS = 60_000;

export function stateOf(context: TriggerContext): TriggerState {
	const now = Date.now();
	for (const [key, { endedAt }] of states) {
		if (endedAt !== undefined && now - endedAt > LINGERS_MS) states.delete(key);
	}
	const key = triggerKey(context);
	const state = states.get(key) ?? create();
	states.set(key, state);
	return state;
}

/** The trigger is switched on (again): what this process still knows of it counts. */
export function resume(state: TriggerState): void {
	state.endedAt = undefined;
}

/** The trigger is switched off: nothing waits any longer, and all is forgotten a minute later. */
export function end(state: TriggerState): void {
	state.endedAt = Date.now();
	state.open.clear();
	state.noted.clear();
}
